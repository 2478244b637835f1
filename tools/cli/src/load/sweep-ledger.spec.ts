import { ASSESSMENT_EXAMPLE, type Sweep, SWEEP_EXAMPLE } from "@security-auto/assessment";
import type { InvocationTrace } from "@security-auto/local-cloud";
import type { SweepAccount, SweepItem } from "@security-auto/register";
import { RAN } from "../../test/sample-trace";
import type { CallsOfChange } from "./bucket-calls";
import { type SweepOutcome, sweepProblems } from "./sweep-ledger";
import { sweptBuckets, WITHOUT_ROLE } from "./swept-world";

const buckets = sweptBuckets({ accounts: 1, bucketsPerAccount: 4 });
const [open, shared, failing, closed] = buckets.map(({ name }) => name);
const account = buckets[0]?.account ?? "";

const CALLS: CallsOfChange = new Map([["closed", ["s3:GetBucketAcl", "s3:GetBucketPolicy"]]]);
const counts = { listed: 4, assessed: 3, failed: 1, byVerdict: { holds: 1, violates: 1, unknown: 1 } };

const event: Sweep = {
  ...SWEEP_EXAMPLE,
  ...counts,
  notCovered: [{ account: WITHOUT_ROLE, because: "there is no role" }],
  missing: [{ account, bucket: failing ?? "" }],
};
const item: SweepItem = {
  ...event,
  item: "sweep",
  accountsEnded: 2,
  quietChecks: 0,
  nextCheck: 9,
  expiresAt: 0,
};
const standing: SweepAccount = {
  item: "sweep-account",
  version: "1",
  sweep: event.sweep,
  account,
  state: "done",
  ...counts,
  expiresAt: 0,
};
const call = (action: string, resource = "arn:aws:s3:::b") =>
  ({ action, resource, decision: "allowed" }) as const;
const assume = call("sts:AssumeRole", "arn:aws:iam::444455556666:role/read");

/** The judgement of the closed bucket. */
const ran = (...apiCalls: InvocationTrace["apiCalls"][number][]): InvocationTrace => ({
  ...RAN,
  apiCalls,
  response: { assessment: { ...ASSESSMENT_EXAMPLE, bucket: closed } },
});
const READS = [call("s3:GetBucketPolicy"), call("s3:GetBucketAcl")];

const well: SweepOutcome = {
  events: [event],
  item,
  accounts: [standing],
  states: [
    { bucket: open ?? "", verdict: "violates", sweep: event.sweep },
    { bucket: shared ?? "", verdict: "unknown", sweep: event.sweep },
    { bucket: closed ?? "", verdict: "holds", sweep: event.sweep },
  ],
  invocations: [ran(assume, ...READS)],
  lost: [],
};

test.each<readonly [string, Partial<SweepOutcome>, readonly RegExp[]]>([
  ["all is as promised", {}, []],
  [
    "a call that was not answered was made again",
    { invocations: [ran(...READS, ...READS), ran(...READS)] },
    [],
  ],
  ["the end was told twice", { events: [event, event] }, [/^events that the sweep has ended: 2/]],
  [
    "the end was not told",
    { events: [] },
    [/^events/, /^what the event counts: none/, /^accounts/, /^missing/, /^sweep/, /^sweep/, /^sweep/],
  ],
  ["event and register differ", { item: { ...item, assessed: 4 } }, [/^what the register counts/]],
  ["an account has other sums", { accounts: [{ ...standing, listed: 3 }] }, [/^account \d{12}: /]],
  ["an account is missing", { accounts: [] }, [/^account \d{12}: none/]],
  [
    "a bucket was judged otherwise",
    { states: well.states.map((one) => ({ ...one, verdict: "holds" as const })) },
    [/^verdict on .*-0000: "holds", and must be "violates"/, /^verdict on .*-0001/],
  ],
  [
    "a bucket has no state",
    { states: well.states.slice(1) },
    [/^buckets with a state: 2/, /^verdict on .*-0000: none/],
  ],
  [
    "another sweep judged it",
    { states: well.states.map((one) => ({ ...one, sweep: "other" })) },
    [/^sweep that judged/, /^sweep that judged/, /^sweep that judged/],
  ],
  ["something was lost", { lost: ["message: stopped"] }, [/^lost: \["message: stopped"\]/]],
  [
    "an instance assumed a role twice",
    { invocations: [ran(assume, ...READS), ran(assume, ...READS)] },
    [/^AssumeRole 2 times by one instance for one account/],
  ],
  [
    "a bucket took a call more than a change does",
    { invocations: [ran(...READS, call("s3:GetBucketTagging"))] },
    [/^calls to S3 for a bucket that is closed: 3, and must be 2/, /^calls to S3 for .*GetBucketTagging/],
  ],
  [
    "each bucket took a call twice",
    { invocations: [ran(...READS, call("s3:GetBucketAcl"))] },
    [/^calls to S3 for a bucket that is closed: 3, and must be 2/],
  ],
])("%s", (_, different, problems) => {
  expect(sweepProblems(buckets, { ...well, ...different }, CALLS)).toEqual(
    problems.map((problem) => expect.stringMatching(problem) as unknown),
  );
});
