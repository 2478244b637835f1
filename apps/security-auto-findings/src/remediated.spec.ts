import { findingMessage, findingSummary, type Remediation } from "@security-auto/assessment";
import type { BucketState, FindingItem, Suppression } from "@security-auto/register";
import * as fc from "fast-check";
import { assessed, at, MAILED } from "../test/assessments";
import { remediation } from "../test/remediations";
import { remediated } from "./remediated";
import { type BucketAssessment, stateAfter } from "./state-after";
import { bucketTransitionsOf } from "./bucket-transitions";

type Event = BucketAssessment | Remediation;

interface Played {
  /** The keyword of each mail, and what it says of the remediation. */
  readonly mails: readonly string[];
  readonly item: FindingItem | undefined;
}

/** Plays events in the order in which they arrive. */
function played(events: readonly Event[], suppressions: readonly Suppression[] = []): Played {
  let state: BucketState | undefined;
  let item: FindingItem | undefined;
  for (const event of events) {
    if ("status" in event) {
      if (item !== undefined) item = remediated(item, event, { suppressions, rules: MAILED }) ?? item;
    } else {
      const next = stateAfter(event, state);
      if (state !== undefined && state.observedAt >= next.observedAt) continue;
      state = next;
      const findings = item === undefined ? [] : [item];
      [item] = [...bucketTransitionsOf({ state, findings, suppressions }, MAILED), ...findings];
    }
  }
  return { mails: item?.unannounced.map(({ finding }) => mailOf(finding)) ?? [], item };
}

const SAID = [
  "would be done",
  "would have been done",
  "was about to be done",
  "was done",
  "was tried",
  "Undone",
  "Nothing",
];

function mailOf(finding: FindingItem["finding"]): string {
  const [, keyword = ""] = /^\[security-auto\] ([A-Z ]+):/.exec(findingMessage(finding).subject) ?? [];
  const said = SAID.find((words) =>
    findingSummary(finding).some((line) => line.startsWith(words) || line.startsWith(`What ${words}`)),
  );
  return said === undefined ? keyword : `${keyword}: ${said}`;
}

const opened = assessed("violates", 0);
const closed = assessed("holds", 1);
const reopened = assessed("violates", 3);
const [planned, applied] = [remediation("planned", [0, 10]), remediation("applied", [0, 20])];
const afterClosing = remediation("applied", [1, 5]);
const observed = remediation("planned", [0, 10], { respond: "observe" });
const failed = remediation("failed", [0, 20], { because: "S3 refused it" });
const refused = remediation("refused", [0, 20], { because: "enforcement is switched off" });
const undone = remediation("undone", [2, 50]);
const OF_ANOTHER = { id: "another", respond: "observe" } as const;
const DEADLINE = { notBefore: "2026-03-05T09:00:00.000Z" };

describe("people are told of a remediation once", () => {
  test.each<[what: string, events: readonly Event[], mails: readonly string[]]>([
    [
      "enforced: the mail that it is closed says what was done",
      [opened, planned, applied, closed],
      ["PUBLIC", "CLOSED: was done"],
    ],
    [
      "every event twice",
      [opened, planned, planned, applied, applied, planned, closed, applied],
      ["PUBLIC", "CLOSED: was done"],
    ],
    [
      "what was done is assessed before it is said: the mail says what was under way, and the rest follows in silence",
      [opened, planned, closed, afterClosing],
      ["PUBLIC", "CLOSED: was about to be done"],
    ],
    [
      "the plan comes late too: what was done is told by itself",
      [opened, closed, planned, afterClosing],
      ["PUBLIC", "CLOSED", "APPLIED: was done"],
    ],
    ["only what was done was ever said", [opened, applied, closed], ["PUBLIC", "CLOSED: was done"]],
    ["observed", [opened, observed], ["PUBLIC", "PLANNED: would be done"]],
    [
      "observed, and closed by hand: nothing was done",
      [opened, observed, closed],
      ["PUBLIC", "PLANNED: would be done", "CLOSED"],
    ],
    [
      "approved, and closed by it",
      [opened, remediation("planned", [0, 10], { respond: "approve" }), applied, closed],
      ["PUBLIC", "PLANNED: would be done", "CLOSED: was done"],
    ],
    [
      "approved, and what was done is assessed before it is said",
      [opened, remediation("planned", [0, 10], { respond: "approve" }), closed, afterClosing],
      ["PUBLIC", "PLANNED: would be done", "CLOSED", "APPLIED: was done"],
    ],
    ["a deadline", [opened, remediation("planned", [0, 10], DEADLINE)], ["PUBLIC", "PLANNED: would be done"]],
    ["failed", [opened, planned, failed], ["PUBLIC", "FAILED: was tried"]],
    [
      "failed, and made once more",
      [opened, planned, failed, remediation("planned", [0, 30]), remediation("applied", [0, 40]), closed],
      ["PUBLIC", "FAILED: was tried", "CLOSED: was done"],
    ],
    ["refused", [opened, planned, refused], ["PUBLIC", "REFUSED: would have been done"]],
    [
      "a plan that waits is withdrawn for another one: only that is told",
      [
        opened,
        observed,
        remediation("refused", [0, 20], { respond: "observe" }),
        remediation("planned", [0, 20], OF_ANOTHER),
      ],
      ["PUBLIC", "PLANNED: would be done", "PLANNED: would be done"],
    ],
    [
      "undone while it stands",
      [opened, planned, failed, remediation("undone", [0, 30])],
      ["PUBLIC", "FAILED: was tried", "UNDONE: Undone"],
    ],
    [
      "undone, and assessed after it is said",
      [opened, planned, applied, closed, undone, reopened],
      ["PUBLIC", "CLOSED: was done", "PUBLIC: Undone"],
    ],
    [
      "undone, and assessed before it is said",
      [opened, planned, applied, closed, reopened, undone],
      ["PUBLIC", "CLOSED: was done", "PUBLIC", "UNDONE: Undone"],
    ],
    [
      "opened anew by somebody: what was done before is forgotten",
      [opened, planned, applied, closed, reopened],
      ["PUBLIC", "CLOSED: was done", "PUBLIC"],
    ],
    [
      "opened anew: what comes late about before changes nothing",
      [opened, planned, closed, reopened, afterClosing],
      ["PUBLIC", "CLOSED: was about to be done", "PUBLIC"],
    ],
    [
      "opened anew: what failed before, and comes late, is not told",
      [opened, planned, closed, reopened, failed],
      ["PUBLIC", "CLOSED: was about to be done", "PUBLIC"],
    ],
    [
      "opened anew, and planned before that is assessed: the first mail says it",
      [opened, planned, applied, closed, remediation("planned", [3, 2], OF_ANOTHER), reopened],
      ["PUBLIC", "CLOSED: was done", "PUBLIC: would be done"],
    ],
    [
      "a failure that is overtaken by what was done is not told",
      [opened, planned, remediation("applied", [0, 30]), failed, closed],
      ["PUBLIC", "CLOSED: was done"],
    ],
    [
      "another reason: the last remediation that is known still stands",
      [opened, observed, assessed("violates", 1, { exposure: { atLeast: "external", atMost: "public" } })],
      ["PUBLIC", "PLANNED: would be done", "EXTERNAL: would be done"],
    ],
    [
      "while what stands cannot be told",
      [opened, assessed("unknown", 1), remediation("failed", [1, 10]), assessed("unknown", 2)],
      ["PUBLIC", "UNCERTAIN", "FAILED: was tried"],
    ],
  ])("%s", (_, events, mails) => {
    expect(played(events).mails).toEqual(mails);
  });

  test("and not of what was done about a finding that somebody accepts", () => {
    const { item } = played([opened, closed]);
    if (item === undefined) throw new Error("there is a finding");
    const accepted = {
      owner: "noor",
      reason: "a migration",
      until: at(59),
      by: "arn:aws:iam::111122223333:user/noor",
    };
    const after = remediated({ ...item, finding: { ...item.finding, accepted } }, afterClosing, {
      suppressions: [],
      rules: MAILED,
    });
    expect(after).toMatchObject({ transitions: 2, finding: { remediation: { status: "applied" } } });
  });

  test("and nobody is mailed about a finding that is suppressed", () => {
    const suppression: Suppression = {
      item: "suppression",
      version: "1",
      account: "444455556666",
      bucket: "ledger-archive",
      finding: "444455556666:ledger-archive:nothing-public",
      kind: "suppressed",
      exception: {
        owner: "noor",
        reason: "a migration",
        until: at(59),
        by: "arn:aws:iam::111122223333:user/noor",
      },
      exposure: "public",
      since: at(2),
      revision: 1,
    };
    const { mails, item } = played([opened, observed, failed, undone], [suppression]);
    expect(mails).toEqual([]);
    expect(item).toMatchObject({ transitions: 4, suppressed: { owner: "noor" } });
  });
});

test("in whatever order everything comes, some of it twice, what was done is told once, and the finding ends with it", () => {
  const twice = [opened, planned, applied, closed].flatMap((event) => [event, event]);
  fc.assert(
    fc.property(fc.shuffledSubarray(twice, { minLength: twice.length }), (events) => {
      // Without it there is no finding: what comes before it is tried again.
      const { mails, item } = played([opened, ...events]);
      expect(mails.filter((mail) => /was done|was about to be done/.test(mail))).toHaveLength(1);
      expect(item?.finding).toMatchObject({ transition: "closed", remediation: { status: "applied" } });
    }),
  );
});

test("a finding says how its remediation stands, also where nobody is told", () => {
  const { item } = played([opened, observed, applied]);
  expect(item).toMatchObject({
    transitions: 2,
    revision: 3,
    finding: {
      transition: "changed",
      action: applied.id,
      remediation: { status: "applied", at: applied.at, steps: applied.steps.map(({ because }) => because) },
    },
  });
  expect(item?.finding.news).toBeUndefined();
});

test("what a remediation changed is updated later than all before, and names the last known call", () => {
  const { item } = played([
    opened,
    assessed("unknown", 2),
    remediation("failed", [1, 0]),
    remediation("failed", [3, 0]),
  ]);
  const updates = item?.unannounced.map(({ finding }) => finding.updatedAt ?? finding.observedAt);
  expect(updates).toEqual([at(0), at(2), "2026-03-04T09:02:00.001Z", at(3)]);
  expect(item?.finding).toMatchObject({ news: "remediation", transition: "uncertain" });
  expect(item?.finding.change).toEqual({ call: "PutBucketPolicy", eventTime: at(2) });
});

test("a text of a remediation is cut, and a long list says how many more there are", () => {
  const stops = Array.from({ length: 9 }, (_, index) => `${index}${"x".repeat(300)}`);
  const { item } = played([opened, remediation("applied", [0, 5], { stops })]);
  expect(item?.finding.remediation?.stops.map(({ length }) => length)).toEqual([200, 200, 200, 200, 200, 6]);
  expect(item?.finding.remediation?.stops.at(-1)).toBe("4 more");
});
