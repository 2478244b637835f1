import { existsSync, readFileSync, statSync } from "node:fs";
import { env } from "node:process";

/** The page without data, as it was built. */
const PAGE = "dist/apps/console/console.html";

export const pageBytes = (): number => statSync(PAGE).size;

export const readPage = (): string => readFileSync(PAGE, "utf8");

/** Where Chromium is; `undefined` where it is not installed. */
export const chromiumPath = (): string | undefined =>
  env["CHROMIUM"] ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));
