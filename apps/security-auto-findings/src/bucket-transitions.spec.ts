import type { BucketState, FindingItem } from "@security-auto/register";
import { assessed, at, MAILED, swept } from "../test/assessments";
import { type BucketAssessment, stateAfter } from "./state-after";
import { bucketTransitionsOf } from "./bucket-transitions";

type Step = Readonly<Record<string, string>>;

/** What each assessment does to the findings, one after another. */
function stepsOf(assessments: readonly BucketAssessment[]): readonly Step[] {
  let state: BucketState | undefined;
  let findings: readonly FindingItem[] = [];
  return assessments.map((assessment) => {
    state = stateAfter(assessment, state);
    const changed = bucketTransitionsOf({ state, findings, suppressions: [] }, MAILED);
    const ids = new Set(changed.map(({ finding }) => finding.id));
    findings = [...findings.filter(({ finding }) => !ids.has(finding.id)), ...changed];
    return Object.fromEntries(
      changed.map(({ finding: { id, transition } }) => [id.split(":")[2] ?? "", transition]),
    );
  });
}

const nothing = {};
const RULE = "nothing-public";
const VIOLATED = { name: RULE, verdict: "violates", because: "it is public", evidence: [] } as const;
const UNKNOWN = { name: "inside", verdict: "unknown", because: "not read", evidence: [] } as const;
const UNTAGGED = {
  name: RULE,
  verdict: "holds",
  because: "does not apply",
  evidence: [],
  ifTagged: { tag: "classification=sensitive", verdict: "unknown", because: "not read" },
} as const;

describe("a finding opens, changes and closes with the verdict", () => {
  test.each<[string, readonly BucketAssessment[], readonly Step[]]>([
    ["what holds is no finding", [assessed("holds", 0)], [nothing]],
    ["what cannot be told is none either", [assessed("unknown", 0)], [nothing]],
    ["a violation opens it", [assessed("violates", 0)], [{ [RULE]: "opened" }]],
    [
      "the same again is no transition",
      [assessed("violates", 0), assessed("violates", 1)],
      [{ [RULE]: "opened" }, nothing],
    ],
    [
      "another exposure changes it",
      [
        assessed("violates", 0),
        assessed("violates", 1, { exposure: { atLeast: "external", atMost: "public" } }),
      ],
      [{ [RULE]: "opened" }, { [RULE]: "changed" }],
    ],
    [
      "another reason changes it",
      [
        assessed("violates", 0),
        assessed("violates", 1, {
          invariants: [{ name: RULE, verdict: "violates", because: "the ACL", evidence: [] }],
        }),
      ],
      [{ [RULE]: "opened" }, { [RULE]: "changed" }],
    ],
    [
      "what cannot be told leaves it open, marked once, and the violation is told again",
      [assessed("violates", 0), assessed("unknown", 1), assessed("unknown", 2), assessed("violates", 3)],
      [{ [RULE]: "opened" }, { [RULE]: "uncertain" }, nothing, { [RULE]: "changed" }],
    ],
    [
      "what holds closes it, and the next violation opens it again",
      [assessed("violates", 0), assessed("holds", 1), assessed("holds", 2), assessed("violates", 3)],
      [{ [RULE]: "opened" }, { [RULE]: "closed" }, nothing, { [RULE]: "opened" }],
    ],
    [
      "a deleted bucket closes it",
      [assessed("violates", 0), assessed("holds", 1, { gone: true, invariants: [] })],
      [{ [RULE]: "opened" }, { [RULE]: "closed" }],
    ],
    [
      "an invariant that is no longer configured closes it",
      [assessed("violates", 0), assessed("holds", 1, { invariants: [] })],
      [{ [RULE]: "opened" }, { [RULE]: "closed" }],
    ],
    [
      "each invariant has a finding of its own",
      [
        assessed("violates", 0, {
          invariants: [
            { name: RULE, verdict: "violates", because: "open", evidence: [] },
            { name: "closed", verdict: "violates", because: "open", evidence: [] },
            { name: "fine", verdict: "holds", because: "fine", evidence: [] },
          ],
        }),
      ],
      [{ [RULE]: "opened", closed: "opened" }],
    ],
  ])("%s", (_, assessments, steps) => {
    expect(stepsOf(assessments)).toEqual(steps);
  });
});

test.each([
  [1, 1],
  [3, 3],
])(
  "after %d assessments that missed a read, where the environment says so, it is a finding",
  (after, count) => {
    const refused = { facets: { policy: "denied", acl: "present" } } as const;
    let state = stateAfter(assessed("unknown", 0, refused), undefined);
    const opened: number[] = [];
    for (let minute = 0; minute < 5; minute++) {
      if (minute > 0) state = stateAfter(assessed("unknown", minute, refused), state);
      const known = { state, findings: [], suppressions: [] };
      if (bucketTransitionsOf(known, { ...MAILED, cannotReadAfter: after }).length > 0)
        opened.push(minute + 1);
    }
    expect(opened[0]).toBe(count);
  },
);

describe("a read that is refused is a finding of its own, from the second time on", () => {
  const refused = { facets: { policy: "denied", acl: "present" } } as const;
  test.each<[string, readonly BucketAssessment[], readonly Step[]]>([
    ["once", [assessed("unknown", 0, refused)], [nothing]],
    [
      "twice",
      [assessed("unknown", 0, refused), assessed("unknown", 1, refused), assessed("unknown", 2, refused)],
      [nothing, { "@cannot-read": "opened" }, nothing],
    ],
    [
      "once, of a change that came twice",
      [
        assessed("unknown", 0, { ...refused, changeId: "change" }),
        assessed("unknown", 1, { ...refused, changeId: "change" }),
        assessed("unknown", 2, refused),
      ],
      [nothing, nothing, { "@cannot-read": "opened" }],
    ],
    [
      "twice, but not in a row",
      [assessed("unknown", 0, refused), assessed("holds", 1), assessed("unknown", 2, refused)],
      [nothing, nothing, nothing],
    ],
    [
      "it closes when all was read",
      [assessed("unknown", 0, refused), assessed("unknown", 1, refused), assessed("holds", 2)],
      [nothing, { "@cannot-read": "opened" }, { "@cannot-read": "closed" }],
    ],
    [
      "a refused read on which the verdict does not depend is none",
      [assessed("holds", 0, refused), assessed("holds", 1, refused)],
      [nothing, nothing],
    ],
    [
      "one on which an invariant depends is one, though another invariant is violated",
      [
        assessed("unknown", 0, refused),
        assessed("violates", 1, { ...refused, invariants: [VIOLATED, UNKNOWN] }),
        assessed("violates", 2, { ...refused, invariants: [VIOLATED, UNKNOWN] }),
        assessed("violates", 3, { ...refused, invariants: [VIOLATED] }),
      ],
      [nothing, { [RULE]: "opened", "@cannot-read": "opened" }, nothing, { "@cannot-read": "closed" }],
    ],
    [
      "one on which a verdict depends without the tag that was removed is one",
      [
        assessed("holds", 0, { invariants: [{ ...VIOLATED, verdict: "holds", byTag: true }] }),
        assessed("holds", 1, { ...refused, invariants: [UNTAGGED] }),
        assessed("holds", 2, { ...refused, invariants: [UNTAGGED] }),
      ],
      [nothing, nothing, { "@cannot-read": "opened" }],
    ],
    [
      "where there are no invariants, what counts is that nothing was judged",
      [
        assessed("unknown", 0, { ...refused, invariants: [] }),
        assessed("unknown", 1, { ...refused, invariants: [] }),
      ],
      [nothing, { "@cannot-read": "opened" }],
    ],
  ])("%s", (_, assessments, steps) => {
    expect(stepsOf(assessments)).toEqual(steps);
  });

  test.each<[string, BucketAssessment["invariants"], string]>([
    [
      "the invariants that cannot be determined",
      [VIOLATED, UNKNOWN],
      "reading the policy was refused. The verdict on inside is unknown until this can be read",
    ],
    [
      "nothing where there are none",
      [],
      "reading the policy was refused. The verdict is unknown until this can be read",
    ],
  ])("it names %s", (_, invariants, because) => {
    const state = stateAfter(assessed("unknown", 0, { ...refused, invariants }), undefined);
    const found = bucketTransitionsOf(
      { state, findings: [], suppressions: [] },
      { ...MAILED, cannotReadAfter: 1 },
    );
    expect(found.find(({ finding }) => finding.kind === "cannot-read")?.finding.because).toBe(because);
  });
});

describe("a tag by which an invariant applied", () => {
  const sensitive = (verdict: "holds" | "violates", minute: number) =>
    assessed(verdict, minute, {
      invariants: [{ name: "inside", verdict, because: "for sensitive data", evidence: [], byTag: true }],
    });
  const untagged = (verdict: "holds" | "violates" | "unknown", minute: number) =>
    assessed("holds", minute, {
      invariants: [
        {
          name: "inside",
          verdict: "holds",
          because: "does not apply",
          evidence: [],
          ifTagged: { tag: "classification=sensitive", verdict, because: "exposure is at least public" },
        },
      ],
    });
  test.each<[string, readonly BucketAssessment[], readonly Step[]]>([
    ["that a bucket never had is not missed", [untagged("violates", 0)], [nothing]],
    [
      "removed from an open bucket leaves the finding",
      [sensitive("violates", 0), untagged("violates", 1)],
      [{ inside: "opened" }, { inside: "changed" }],
    ],
    [
      "removed from a closed bucket is no finding",
      [sensitive("holds", 0), untagged("holds", 1)],
      [nothing, nothing],
    ],
    [
      "removed first, and the bucket opened then, opens one",
      [sensitive("holds", 0), untagged("holds", 1), untagged("violates", 2)],
      [nothing, nothing, { inside: "opened" }],
    ],
    [
      "removed from an open bucket that is closed later closes it",
      [sensitive("violates", 0), untagged("violates", 1), untagged("holds", 2)],
      [{ inside: "opened" }, { inside: "changed" }, { inside: "closed" }],
    ],
  ])("%s", (_, assessments, steps) => {
    expect(stepsOf(assessments)).toEqual(steps);
  });

  test("the finding says that it was removed", () => {
    const tagged = stateAfter(sensitive("holds", 0), undefined);
    const [item] = bucketTransitionsOf(
      { state: stateAfter(untagged("violates", 1), tagged), findings: [], suppressions: [] },
      MAILED,
    );
    expect(item?.finding.because).toBe(
      "the tag classification=sensitive, by which the invariant applied, was removed, and exposure is at least public",
    );
  });
});

test("a finding names who changed the bucket, by which call, and when", () => {
  const [item] = bucketTransitionsOf(
    { state: stateAfter(assessed("violates", 0), undefined), findings: [], suppressions: [] },
    MAILED,
  );
  expect(item?.finding).toMatchObject({
    id: "444455556666:ledger-archive:nothing-public",
    openedAt: at(0),
    observedAt: at(0),
    actor: { display: "IAM user release-bot in account 444455556666" },
    change: { call: "PutBucketPolicy", eventTime: at(0) },
  });
});

describe("a transition that a sweep led to", () => {
  const after = (assessments: readonly BucketAssessment[]): FindingItem["finding"] | undefined => {
    let findings: readonly FindingItem[] = [];
    let state: BucketState | undefined;
    for (const one of assessments) {
      state = stateAfter(one, state);
      findings = bucketTransitionsOf({ state, findings, suppressions: [] }, MAILED);
    }
    return findings[0]?.finding;
  };
  const opened = assessed("violates", 0);
  const WIDER = { exposure: { atLeast: "external", atMost: "public" } } as const;

  test.each<[string, readonly BucketAssessment[]]>([
    ["changed", [opened, swept("violates", 1, WIDER)]],
    ["uncertain", [opened, swept("unknown", 1)]],
    ["changed", [opened, swept("unknown", 1), swept("violates", 2, WIDER)]],
  ])("%s: the finding still names who made the last known change, and no call", (transition, assessments) => {
    const finding = after(assessments);
    expect(finding).toMatchObject({
      transition,
      actor: { display: "IAM user release-bot in account 444455556666" },
    });
    expect(finding).not.toHaveProperty("change");
  });

  test.each<[string, readonly BucketAssessment[]]>([
    ["opened", [swept("violates", 0)]],
    ["closed", [opened, swept("holds", 1)]],
    ["opened", [opened, swept("holds", 1), swept("violates", 2, WIDER)]],
  ])("%s: the finding names nobody", (transition, assessments) => {
    const finding = after(assessments);
    expect(finding).toMatchObject({ transition });
    expect(finding).not.toHaveProperty("actor");
    expect(finding).not.toHaveProperty("change");
  });
});

test("one that reopens has a new time of opening, and all of its transitions", () => {
  let findings: readonly FindingItem[] = [];
  let state: BucketState | undefined;
  for (const one of [assessed("violates", 0), assessed("holds", 1), assessed("violates", 2)]) {
    state = stateAfter(one, state);
    findings = bucketTransitionsOf({ state, findings, suppressions: [] }, MAILED);
  }
  expect(findings).toMatchObject([{ transitions: 3, revision: 3, finding: { openedAt: at(2) } }]);
  expect(findings[0]?.finding).not.toHaveProperty("closedAt");
});

test("a state that is not later than what a finding goes by changes nothing", () => {
  const opened = bucketTransitionsOf(
    { state: stateAfter(assessed("violates", 5), undefined), findings: [], suppressions: [] },
    MAILED,
  );
  expect(
    bucketTransitionsOf(
      { state: stateAfter(assessed("holds", 5), undefined), findings: opened, suppressions: [] },
      MAILED,
    ),
  ).toEqual([]);
  expect(
    bucketTransitionsOf(
      { state: stateAfter(assessed("holds", 4), undefined), findings: opened, suppressions: [] },
      MAILED,
    ),
  ).toEqual([]);
});
