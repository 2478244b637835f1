import { FINDING_EXAMPLE } from "@security-auto/assessment";
import type { BucketState, FindingItem, Item } from "@security-auto/register";
import { type BucketAssessment, recordedAssessments } from "./recorded-assessments";
import { registerProblems } from "./register-ledger";

const [any] = recordedAssessments({ assessments: 10, buckets: 1 });
const opened: BucketAssessment = {
  ...required(any),
  bucket: "ledger",
  observedAt: "2026-03-04T09:00:00.000Z",
  verdict: "violates",
  invariants: [{ name: "nothing-public", verdict: "violates", because: "open", evidence: [] }],
};
const closed: BucketAssessment = {
  ...opened,
  observedAt: "2026-03-04T10:00:00.000Z",
  verdict: "holds",
  invariants: [{ name: "nothing-public", verdict: "holds", because: "closed", evidence: [] }],
};

const stateOf = (assessment: BucketAssessment): BucketState => ({
  item: "bucket-state",
  version: "1",
  account: assessment.accountId,
  bucket: assessment.bucket,
  region: assessment.region,
  observedAt: assessment.observedAt,
  assessment,
  applied: [],
  unread: 0,
});

const finding = (transition: "opened" | "closed", more: Partial<FindingItem> = {}): FindingItem => ({
  item: "finding",
  version: "1",
  finding: {
    ...FINDING_EXAMPLE,
    bucket: "ledger",
    invariant: "nothing-public",
    because: "open",
    transition,
  },
  transitions: 1,
  unannounced: [],
  revision: 1,
  ...more,
});

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("no assessment");
  return value;
}

const once = { events: 1, mails: ["opened"] };
const twice = { events: 2, mails: ["opened", "closed"] };

test.each<readonly [string, readonly BucketAssessment[], readonly Item[], typeof once, readonly string[]]>([
  ["a bucket is open", [opened, opened], [stateOf(opened), finding("opened")], once, []],
  [
    "a bucket was closed, whatever came last",
    [closed, opened],
    [stateOf(closed), finding("closed", { transitions: 2 })],
    twice,
    [],
  ],
  [
    "an old state",
    [opened, closed],
    [stateOf(opened), finding("closed", { transitions: 2 })],
    twice,
    ["state of ledger: of 2026-03-04T09:00:00.000Z, and must be of 2026-03-04T10:00:00.000Z"],
  ],
  [
    "a finding that should be closed",
    [opened, closed],
    [stateOf(closed), finding("opened")],
    once,
    ["open findings of ledger: nothing-public: open, and must be none"],
  ],
  [
    "a finding that is missing",
    [opened],
    [stateOf(opened)],
    { events: 0, mails: [] },
    ["open findings of ledger: none, and must be nothing-public: open"],
  ],
  ["a state that is missing", [opened], [finding("opened")], once, ["states of buckets: 0, and must be 1"]],
  [
    "a mail that was sent twice",
    [opened],
    [stateOf(opened), finding("opened", { transitions: 2 })],
    { events: 2, mails: ["opened", "opened"] },
    ["mails that differ: 1, and must be 2"],
  ],
  [
    "an event that was not published",
    [opened],
    [stateOf(opened), finding("opened")],
    { events: 0, mails: ["opened"] },
    ["events of findings: 0, and must be 1"],
  ],
])("%s", (_, assessments, items, announced, problems) => {
  expect(registerProblems(assessments, items, announced)).toEqual(problems);
});

test("a tenth of the assessments come twice, and the order is the same each time", () => {
  const size = { assessments: 100, buckets: 10 };
  const assessments = recordedAssessments(size);
  expect(assessments).toHaveLength(100);
  expect(new Set(assessments.map(({ observedAt }) => observedAt)).size).toBe(90);
  expect(recordedAssessments(size)).toEqual(assessments);
});
