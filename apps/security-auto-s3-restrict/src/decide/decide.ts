import type { RespondingInvariant, Response } from "@security-auto/s3-exposure";
import { strongestOf } from "@security-auto/s3-remediation";
import { findingOf } from "../place";
import type { Circumstances } from "./circumstances";
import { dueAt } from "./deadline";
import { excuseFor } from "./excuse";
import { struckOut } from "./strikes";

/** What a planned action says of itself. */
export interface Terms {
  readonly respond: Response;
  /** Why it is only planned, where the invariant asks for more. */
  readonly because?: string;
  /** When it is applied at the earliest. Absent: no deadline runs. */
  readonly notBefore?: string;
}

/** At least one. */
export type SomeInvariants = readonly [RespondingInvariant, ...RespondingInvariant[]];

/** What is done about a bucket: `invariants` are those that a plan is made for. */
export type Decision =
  | { readonly kind: "leave alone"; readonly because: string }
  | {
      readonly kind: "plan";
      readonly invariants: SomeInvariants;
      readonly terms: Terms;
    }
  | {
      readonly kind: "enforce";
      readonly invariants: SomeInvariants;
      /** How many actions an hour may have. */
      readonly caps: Caps;
    };

export interface Caps {
  readonly account: number;
  readonly organization: number;
}

/** Says what is done about a bucket that violates invariants. Pure: caps, which are counted, come after it ({@link beyondCap}). */
export function decide(circumstances: Circumstances): Decision {
  const { place, violated, atLeast, known, now, hasWriteRole, enforcement } = circumstances;
  const excuses = violated.map(({ name }) =>
    excuseFor(findingOf(place, name), atLeast, known.suppressions, now),
  );
  const asked = violated.filter((_one, index) => excuses[index] === undefined);
  const { respond, invariants } = strongestOf(asked);
  if (!isSome(invariants)) {
    const [excuse] = excuses;
    const because =
      excuse === undefined
        ? "nothing is violated"
        : `${excuse.exception.owner} answers for it until ${excuse.exception.until}: ${excuse.exception.reason}`;
    return { kind: "leave alone", because };
  }
  const plan = (terms: Terms): Decision => ({ kind: "plan", invariants, terms });
  if (respond === "observe") return plan({ respond });
  if (!hasWriteRole)
    return plan({ respond: "observe", because: "there is no role that may write the bucket" });
  if (respond === "approve") return plan({ respond });
  if (enforcement?.value === "off")
    return plan({ respond: "approve", because: `enforcement is switched off (by ${enforcement.by})` });
  const struck = struckOut(invariants, known.actions, now);
  if (struck !== undefined)
    return plan({ respond: "approve", because: `${whoChanged(circumstances, invariants)} ${struck}` });

  const due = invariants.map((one) => ({ one, at: dueAt(one, circumstances) }));
  const overdue = due.flatMap(({ one, at }) => (at <= now ? [one] : []));
  if (isSome(overdue)) return { kind: "enforce", invariants: overdue, caps: capsOf(overdue) };
  const notBefore = new Date(Math.min(...due.map(({ at }) => at))).toISOString();
  return plan({ respond, notBefore });
}

/** What is decided instead where a cap is reached. */
export function beyondCap(
  { invariants, caps }: Extract<Decision, { readonly kind: "enforce" }>,
  reached: keyof Caps,
): Extract<Decision, { readonly kind: "plan" }> {
  const because = `the ${reached} has had its ${caps[reached]} remediations of this hour`;
  return { kind: "plan", invariants, terms: { respond: "approve", because } };
}

const isSome = (invariants: readonly RespondingInvariant[]): invariants is SomeInvariants =>
  invariants.length > 0;

function whoChanged(
  { place, known, actor }: Circumstances,
  invariants: readonly RespondingInvariant[],
): string {
  const ids = invariants.map(({ name }) => findingOf(place, name));
  const last = known.findings.find(({ finding }) => ids.includes(finding.id))?.finding.actor?.display;
  return actor ?? last ?? "somebody who is not known";
}

const DEFAULT_CAPS: Caps = { account: 20, organization: 100 };

/** The smallest of each. */
function capsOf(invariants: readonly RespondingInvariant[]): Caps {
  const { account, organization } = DEFAULT_CAPS;
  return {
    account: Math.min(...invariants.map(({ respond }) => respond?.perAccountPerHour ?? account)),
    organization: Math.min(
      ...invariants.map(({ respond }) => respond?.perOrganizationPerHour ?? organization),
    ),
  };
}
