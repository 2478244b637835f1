import type { BucketDetail, Report } from "./report";

/** Where the page takes the report from: a block of JSON that is no script and is not run. */
export const REPORT_ID = "report";

/** Stands in the page where the report goes. */
export const REPORT_PLACE = "<!--report-->";

/** How many buckets' details one block holds. They are parsed when one of them is looked at. */
export const DETAILS_IN_BLOCK = 200;

export const detailsId = (block: number): string => `details-${block}`;

/**
 * A page with a report in it, part by part: it may have 100 MB.
 *
 * @param page - the console as it was built
 * @param details - of each bucket of the report, in its order
 * @throws Error where the page has no place for a report
 */
export async function* embedded(
  page: string,
  report: Report,
  details: Iterable<BucketDetail> | AsyncIterable<BucketDetail>,
): AsyncGenerator<string> {
  const [before, after, ...more] = page.split(REPORT_PLACE);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`the page has not one ${REPORT_PLACE}: build the console anew`);
  yield before;
  yield block(REPORT_ID, report);
  let held: BucketDetail[] = [];
  let number = 0;
  for await (const detail of details) {
    held.push(detail);
    if (held.length < DETAILS_IN_BLOCK) continue;
    yield block(detailsId(number++), held);
    held = [];
  }
  if (held.length > 0) yield block(detailsId(number), held);
  yield after;
}

const block = (id: string, value: unknown): string =>
  `<script type="application/json" id="${id}">${inScript(value)}</script>\n`;

/** JSON that no HTML parser sees an end, a comment or another script in. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
