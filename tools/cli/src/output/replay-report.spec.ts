import { ASSESSMENT_EXAMPLE } from "@security-auto/assessment";
import type { Trace } from "@security-auto/local-cloud";
import { MATCHED, RAN } from "../../test/sample-trace";
import { ReplayReport } from "./replay-report";
import { Tally } from "./tally";
import { rendered } from "./text";

function printed(trace: Partial<Trace>): { readonly line: string; readonly closing: string } {
  const report = new ReplayReport();
  const line = rendered(report.lineOf({ ...MATCHED, ...trace }) ?? "", false);
  return { line, closing: report.closing(new Tally(), []).join("\n") };
}

const found = (assessment: object): Partial<Trace> => ({
  invocations: [{ ...RAN, response: { assessment: { ...ASSESSMENT_EXAMPLE, ...assessment } } }],
});

test.each<[string, Partial<Trace>, RegExp, boolean]>([
  ["a verdict", found({ verdict: "violates" }), /1\.0 ms {2}verdict violates$/, false],
  [
    "an assessment that does not keep to the contract",
    found({ version: "2" }),
    /1\.0 ms {2}not an assessment of version 1: version$/,
    false,
  ],
  ["no verdict", { invocations: [RAN] }, /1\.0 ms$/, false],
  [
    "a verdict that was given before",
    found({ verdict: "holds", duplicate: true }),
    /verdict holds, given before$/,
    false,
  ],
  [
    "a bucket that is not there",
    found({ verdict: "holds", gone: true, call: "PutBucketAcl" }),
    /verdict holds, there is no such bucket$/,
    true,
  ],
  [
    "a bucket that is deleted",
    found({ verdict: "holds", gone: true, call: "DeleteBucket" }),
    /verdict holds, there is no such bucket$/,
    false,
  ],
  ["a bus without rules", { rules: [] }, /^not matched .*: the bus SecurityAutomation has no rule$/, false],
  [
    "text of strangers",
    { event: { id: "a\u001bb", name: null, detailType: null } },
    /^lost {11}a\\u001bb {2}\(no name\)$/,
    false,
  ],
])("%s", (_what, trace, line, isHinted) => {
  const { line: said, closing } = printed(trace);
  expect(said).toMatch(line);
  expect(closing.includes("--scenario FILE says")).toBe(isHinted);
});
