import type { Exception, Finding } from "@security-auto/assessment";
import type { FindingItem } from "@security-auto/register";

type Shown = Pick<
  Finding,
  | "id"
  | "kind"
  | "bucket"
  | "invariant"
  | "exposure"
  | "openedAt"
  | "closedAt"
  | "certain"
  | "because"
  | "actor"
  | "action"
  | "accepted"
>;

/** A finding as it is listed. */
export interface Listed extends Shown {
  /** `null` where a described bucket does not say. */
  readonly account: string | null;
  readonly region: string | null;
  /** Until then nobody is mailed. Absent where nobody suppressed it, or that is over. */
  readonly suppressed?: Exception;
  /** The finding in the words of the contract; absent where account or region is not known. */
  readonly finding?: Finding;
}

/** A finding of the register as it is listed. */
export function listed({ finding, suppressed }: FindingItem, now: Date): Listed {
  const isSuppressed = suppressed !== undefined && Date.parse(suppressed.until) > now.getTime();
  return { ...shownOf(finding), ...(isSuppressed && { suppressed }), finding };
}

function shownOf(finding: Finding) {
  const { id, kind, bucket, account, region, invariant, exposure, openedAt, because } = finding;
  const { closedAt, certain, actor, action, accepted } = finding;
  return {
    ...{ id, kind, bucket, account, region, invariant, exposure, openedAt },
    ...(closedAt !== undefined && { closedAt }),
    ...(certain !== undefined && { certain }),
    because,
    ...(actor !== undefined && { actor }),
    ...(action !== undefined && { action }),
    ...(accepted !== undefined && { accepted }),
  };
}
