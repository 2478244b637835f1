import { readFile } from "node:fs/promises";
import { LIVE_ID, REPORT_PLACE } from "@security-auto/report";

const NO_REQUEST = "connect-src 'none'";

/**
 * The console as it was built, marked as one that may ask the address it came from, and allowed to.
 *
 * @param file - the built page
 * @throws Error where it is not built, or by another version
 */
export async function livePage(file: string): Promise<string> {
  const page = await readFile(file, "utf8");
  for (const part of [NO_REQUEST, REPORT_PLACE])
    if (page.split(part).length !== 2) throw new Error(`${file} has not one ${part}: build the console anew`);
  return page
    .replace(NO_REQUEST, "connect-src 'self'")
    .replace(REPORT_PLACE, `<script type="application/json" id="${LIVE_ID}">{}</script>`);
}
