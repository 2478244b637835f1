import { createWriteStream } from "node:fs";
import { readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { embedded } from "@security-auto/report";
import { UsageError } from "../core/usage-error";
import type { Reported } from "./reported";

/** The console as it was built, in the workspace's folder. */
export const PAGE = "dist/apps/console/console.html";

/**
 * Writes the console with a report in it. Whoever reads the file meanwhile sees the old one, and a failure leaves that.
 *
 * @param root - the workspace's folder
 * @throws UsageError where the file cannot be written
 */
export async function writeReport(file: string, { report, details }: Reported, root: string): Promise<void> {
  const page = await readFile(join(root, PAGE), "utf8");
  const unfinished = `${file}.${process.pid}.part`;
  try {
    await pipeline(
      Readable.from(embedded(page, report, details)),
      createWriteStream(unfinished, { flags: "wx" }),
    );
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw new UsageError(
      `--out: ${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
