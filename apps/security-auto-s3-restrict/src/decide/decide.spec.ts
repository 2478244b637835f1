import type { Finding } from "@security-auto/assessment";
import { FINDING_EXAMPLE, REMEDIATION_EXAMPLE } from "@security-auto/assessment";
import type { ActionItem, Control, FindingItem, Suppression } from "@security-auto/register";
import type { RespondingInvariant } from "@security-auto/s3-exposure";
import { findingOf } from "../place";
import type { Circumstances } from "./circumstances";
import { beyondCap, type Caps, decide } from "./decide";

const PLACE = { account: "444455556666", bucket: "ledger-archive" };
const NOW = Date.parse("2026-03-04T12:00:00Z");
const HOUR = 60 * 60 * 1000;
const hours = (count: number): string => new Date(NOW + count * HOUR).toISOString();

type Respond = NonNullable<RespondingInvariant["respond"]>;

const invariant = (respond?: Respond, name = "inside"): RespondingInvariant => ({
  name,
  exposure: "organization",
  ...(respond !== undefined && { respond }),
});
const enforced = (more: Partial<Respond> = {}, name?: string) =>
  invariant({ mode: "enforce", ...more }, name);

const finding = (opened: number, more: Partial<Finding> = {}): FindingItem => ({
  item: "finding",
  version: "1",
  finding: {
    ...FINDING_EXAMPLE,
    id: findingOf(PLACE, "inside"),
    transition: "opened",
    openedAt: hours(opened),
    actor: { type: "AssumedRole", display: "the deploy role" },
    ...more,
  },
  transitions: 1,
  unannounced: [],
  revision: 1,
});

/** An action of some hours ago. */
const action = (
  hour: number,
  status: ActionItem["remediation"]["status"] = "applied",
  name = "inside",
): ActionItem => ({
  item: "action",
  version: "1",
  remediation: { ...REMEDIATION_EXAMPLE, ...PLACE, id: `action of hour ${hour}`, status, at: hours(hour) },
  digest: "digest",
  prior: { policy: null, acl: null, publicAccessBlock: null, ownership: null },
  left: { policy: null, acl: null, publicAccessBlock: null, ownership: null },
  invariants: [name],
  revision: 1,
});
const STRIKES = [action(-23), action(-2), action(-1)];
const FAILURES = Array.from({ length: 10 }, (_, index) => action(-1 - index, "failed"));

const excused = (until: number, more: Partial<Suppression> = {}, name = "inside"): Suppression => ({
  item: "suppression",
  version: "1",
  ...PLACE,
  finding: findingOf(PLACE, name),
  kind: "suppressed",
  exception: { owner: "noor", reason: "a migration", until: hours(until), by: "arn:aws:iam::1:user/noor" },
  exposure: "external",
  since: hours(-1),
  revision: 1,
  ...more,
});

const switched = (value: Control["value"]): Control => ({
  item: "control",
  version: "1",
  control: "enforcement",
  value,
  at: hours(-1),
  by: "arn:aws:iam::111122223333:user/noor",
});

interface Case {
  readonly violated: readonly RespondingInvariant[];
  readonly findings?: readonly FindingItem[];
  readonly actions?: readonly ActionItem[];
  readonly suppressions?: readonly Suppression[];
  readonly more?: Partial<Circumstances>;
}

/** The decision in a line: what is done, for which invariants where there are several, why or when. */
function decided({ violated, findings = [], actions = [], suppressions = [], more = {} }: Case): string {
  const decision = decide({
    place: PLACE,
    violated,
    atLeast: "external",
    known: { findings, actions, suppressions },
    observedAt: hours(0),
    hasWriteRole: true,
    now: NOW,
    ...more,
  });
  if (decision.kind === "leave alone") return `leave alone: ${decision.because}`;
  const names = violated.length > 1 ? ` ${decision.invariants.map(({ name }) => name).join(", ")}` : "";
  if (decision.kind === "enforce") return `enforce${names}`;
  const { respond, because, notBefore } = decision.terms;
  const why = because === undefined ? "" : `: ${because}`;
  return `plan (${respond})${names}${why}${notBefore === undefined ? "" : ` not before ${notBefore}`}`;
}

const LEFT = "leave alone: noor answers for it until";
const OFF = "plan (approve): enforcement is switched off (by arn:aws:iam::111122223333:user/noor)";
const AGAIN = "opened it again after 3 remediations in 24 hours";

test.each<[what: string, given: Case, expected: string]>([
  ["observe is planned", { violated: [invariant({ mode: "observe" })] }, "plan (observe)"],
  ["no response at all is observed", { violated: [invariant()] }, "plan (observe)"],
  ["approve is planned", { violated: [invariant({ mode: "approve" })] }, "plan (approve)"],
  ["enforce is enforced", { violated: [enforced()] }, "enforce"],
  ["nothing violated is left alone", { violated: [] }, "leave alone: nothing is violated"],
  [
    "of several responses the strongest counts, for the invariants that ask for it",
    { violated: [invariant({ mode: "approve" }, "one"), enforced({}, "two"), invariant(undefined, "three")] },
    "enforce two",
  ],

  [
    "what is suppressed is left alone",
    { violated: [enforced()], suppressions: [excused(1)] },
    `${LEFT} ${hours(1)}: a migration`,
  ],
  [
    "what is accepted is left alone",
    { violated: [enforced()], suppressions: [excused(1, { kind: "accepted" })] },
    `${LEFT} ${hours(1)}: a migration`,
  ],
  [
    "a suppression that is over does not count",
    { violated: [enforced()], suppressions: [excused(0)] },
    "enforce",
  ],
  [
    "nor does one for a lesser exposure",
    { violated: [enforced()], suppressions: [excused(1)], more: { atLeast: "public" } },
    "enforce",
  ],
  [
    "one for a worse exposure does",
    { violated: [enforced()], suppressions: [excused(1, { exposure: "public" })] },
    `${LEFT} ${hours(1)}: a migration`,
  ],
  [
    "one of another invariant does not",
    { violated: [enforced()], suppressions: [excused(1, {}, "other")] },
    "enforce",
  ],
  [
    "of two invariants the one that nobody answers for is enforced",
    { violated: [enforced({}, "inside"), enforced({}, "two")], suppressions: [excused(1)] },
    "enforce two",
  ],
  [
    "where one that is enforced is suppressed, one that is observed is planned",
    { violated: [enforced({}, "inside"), invariant(undefined, "two")], suppressions: [excused(1)] },
    "plan (observe) two",
  ],
  [
    "where all are suppressed nothing is planned",
    {
      violated: [enforced({}, "inside"), enforced({}, "two")],
      suppressions: [excused(1), excused(2, {}, "two")],
    },
    `${LEFT} ${hours(1)}: a migration`,
  ],

  [
    "a deadline counts from when the finding was opened",
    { violated: [enforced({ after: "PT24H" })], findings: [finding(-20)] },
    `plan (enforce) not before ${hours(4)}`,
  ],
  [
    "in days too",
    { violated: [enforced({ after: "P7D" })], findings: [finding(-20)] },
    `plan (enforce) not before ${hours(7 * 24 - 20)}`,
  ],
  [
    "once it has passed, it is enforced",
    { violated: [enforced({ after: "PT24H" })], findings: [finding(-24)] },
    "enforce",
  ],
  [
    "where there is no finding yet it counts from now",
    { violated: [enforced({ after: "PT24H" })] },
    `plan (enforce) not before ${hours(24)}`,
  ],
  [
    "a finding that was closed is of another time",
    { violated: [enforced({ after: "PT24H" })], findings: [finding(-48, { transition: "closed" })] },
    `plan (enforce) not before ${hours(24)}`,
  ],
  [
    "of two invariants the one that is due is enforced",
    { violated: [enforced({ after: "PT24H" }, "inside"), enforced({}, "two")], findings: [finding(-1)] },
    "enforce two",
  ],
  [
    "of two deadlines the earlier one is told",
    { violated: [enforced({ after: "PT24H" }, "inside"), enforced({ after: "PT4H" }, "two")] },
    `plan (enforce) inside, two not before ${hours(4)}`,
  ],

  [
    "after three strikes it is planned, and says who keeps changing it",
    { violated: [enforced()], actions: STRIKES, more: { actor: "the pipeline" } },
    `plan (approve): the pipeline ${AGAIN}`,
  ],
  [
    "where the assessment does not know who, the finding does",
    { violated: [enforced()], actions: STRIKES, findings: [finding(-1)] },
    `plan (approve): the deploy role ${AGAIN}`,
  ],
  [
    "where nobody knows, it says so",
    { violated: [enforced()], actions: STRIKES },
    `plan (approve): somebody who is not known ${AGAIN}`,
  ],
  ["two strikes are not three", { violated: [enforced()], actions: STRIKES.slice(1) }, "enforce"],
  [
    "one of 24 hours ago does not count",
    { violated: [enforced()], actions: [action(-24), ...STRIKES.slice(1)] },
    "enforce",
  ],
  [
    "what was undone does not count",
    { violated: [enforced()], actions: [action(-3, "undone"), ...STRIKES.slice(1)] },
    "enforce",
  ],
  [
    "nor what failed",
    { violated: [enforced()], actions: [action(-3, "failed"), ...STRIKES.slice(1)] },
    "enforce",
  ],
  [
    "what failed ten times is left to people: it uses up what other buckets need",
    { violated: [enforced()], actions: FAILURES, more: { actor: "the pipeline" } },
    "plan (approve): the pipeline changed it last, after 10 remediations in 24 hours, most of which failed",
  ],
  ["nine times are not ten", { violated: [enforced()], actions: FAILURES.slice(1) }, "enforce"],
  [
    "nor what was for another invariant",
    { violated: [enforced()], actions: [action(-3, "applied", "other"), ...STRIKES.slice(1)] },
    "enforce",
  ],

  [
    "where enforcement is switched off it is planned",
    { violated: [enforced()], more: { enforcement: switched("off") } },
    OFF,
  ],
  [
    "also before a deadline",
    { violated: [enforced({ after: "PT24H" })], more: { enforcement: switched("off") } },
    OFF,
  ],
  [
    "where it was switched on again it is enforced",
    { violated: [enforced()], more: { enforcement: switched("on") } },
    "enforce",
  ],
  [
    "an observed one is observed either way",
    { violated: [invariant()], more: { enforcement: switched("off") } },
    "plan (observe)",
  ],
  [
    "without a role that may write it is observed",
    { violated: [enforced()], more: { hasWriteRole: false } },
    "plan (observe): there is no role that may write the bucket",
  ],
  [
    "so is one to be approved",
    { violated: [invariant({ mode: "approve" })], more: { hasWriteRole: false } },
    "plan (observe): there is no role that may write the bucket",
  ],
])("%s", (_what, given, expected) => {
  expect(decided(given)).toBe(expected);
});

describe("caps", () => {
  const enforcing = (...violated: readonly RespondingInvariant[]) => {
    const decision = decide({
      place: PLACE,
      violated,
      atLeast: "external",
      known: { findings: [], actions: [], suppressions: [] },
      observedAt: hours(0),
      hasWriteRole: true,
      now: NOW,
    });
    if (decision.kind !== "enforce") throw new Error(decision.kind);
    return decision;
  };

  test.each<[what: string, violated: readonly RespondingInvariant[], caps: Caps]>([
    ["defaults", [enforced()], { account: 20, organization: 100 }],
    [
      "its own",
      [enforced({ perAccountPerHour: 2, perOrganizationPerHour: 3 })],
      { account: 2, organization: 3 },
    ],
    [
      "the smallest of several",
      [enforced({ perAccountPerHour: 2 }, "one"), enforced({ perOrganizationPerHour: 3 }, "two")],
      { account: 2, organization: 3 },
    ],
  ])("%s", (_what, violated, caps) => {
    expect(enforcing(...violated).caps).toEqual(caps);
  });

  test.each<[keyof Caps, string]>([
    ["account", "the account has had its 20 remediations of this hour"],
    ["organization", "the organization has had its 100 remediations of this hour"],
  ])("beyond that of the %s it is planned, and says which", (reached, because) => {
    expect(beyondCap(enforcing(enforced()), reached).terms).toEqual({ respond: "approve", because });
  });
});
