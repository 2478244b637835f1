import { ASSESSMENT_EXAMPLE } from "@security-auto/assessment";
import * as fc from "fast-check";
import { DETAILS_IN_BLOCK, detailsId, embedded, REPORT_ID, REPORT_PLACE } from "./embed";
import type { BucketDetail, Report } from "./report";

const PAGE = `<html><body>${REPORT_PLACE}<script>1</script></body></html>`;

const reportFrom = (origin: string): Report => ({
  version: "1",
  madeAt: "2026-03-04T09:14:02Z",
  origin,
  buckets: [],
  findings: [],
  actions: [],
  coverage: [],
});

const detail = (applied: readonly string[] = []): BucketDetail => ({
  assessment: ASSESSMENT_EXAMPLE,
  applied,
});

async function pageWith(report: Report, details: readonly BucketDetail[] = []): Promise<string> {
  const parts: string[] = [];
  for await (const part of embedded(PAGE, report, details)) parts.push(part);
  return parts.join("");
}

/** As an HTML parser ends a script: at the first `</script`, whatever is around it. */
function blockOf(page: string, id: string): unknown {
  const text = page.split(`id="${id}">`)[1]?.split("</script>")[0];
  return text === undefined ? undefined : JSON.parse(text);
}

test.each([
  ["the end of a script", "</script><script>alert(1)</script>"],
  ["a comment", "<!-- <script>"],
  ["CDATA", "<![CDATA["],
  ["lines of Unicode", "a\u2028b\u2029c"],
  ["half a character", "\ud800"],
])("%s is data", async (_what, origin) => {
  const page = await pageWith(reportFrom(origin));
  expect(blockOf(page, REPORT_ID)).toMatchObject({ origin });
  expect(page.match(/<\/script>/g)).toHaveLength(2);
});

test("whatever text it has, the page has its own scripts alone", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary" }), async (origin) => {
      const page = await pageWith(reportFrom(origin));
      expect(page.match(/<(?:script|\/script|!--)/gi)).toHaveLength(4);
      expect(blockOf(page, REPORT_ID)).toEqual(JSON.parse(JSON.stringify(reportFrom(origin))));
    }),
  );
});

test("details stand in blocks, in order", async () => {
  const details = Array.from({ length: DETAILS_IN_BLOCK + 1 }, (_, index) => detail([String(index)]));
  const page = await pageWith(reportFrom("here"), details);
  expect(blockOf(page, detailsId(0))).toHaveLength(DETAILS_IN_BLOCK);
  expect(blockOf(page, detailsId(1))).toEqual([detail([String(DETAILS_IN_BLOCK)])]);
  expect(blockOf(page, detailsId(2))).toBeUndefined();
});

test("a page without a place for it is refused", async () => {
  await expect(async () => {
    for await (const part of embedded("<html>", reportFrom("here"), [])) expect(part).toBe("");
  }).rejects.toThrow(/build the console anew/);
});
