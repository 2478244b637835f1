import type { Asked } from "@security-auto/local-cloud";
import { concerns, covers, type Grant, grantsOf, isWildcard } from "./grant";
import {
  type HeldPolicies,
  type HeldStatement,
  type Holder,
  nameOfHolder,
  nameOfStatement,
} from "./held-statement";

/** One difference between what is used and what is granted. */
export type Finding =
  | {
      readonly kind: "used but not granted";
      readonly holder: Holder;
      readonly action: string;
      readonly resource: string;
      /** In the words of the evaluator. */
      readonly because: string;
    }
  | {
      readonly kind: "granted but never used";
      readonly holder: Holder;
      readonly held: HeldStatement;
      readonly action: string;
      readonly resource: string | undefined;
    };

/**
 * Compares what was asked of IAM with what the policies of the stacks grant, both ways.
 *
 * A grant counts as used when a request that was allowed needs it on its side: of one role's policies, of one trust
 * policy, of one resource's policy. A request counts as granted when on each side that has to agree one grant covers
 * it. A wildcard in an action is never used up: it grants more than was seen.
 */
export function compare(asked: readonly Asked[], { holders, statements }: HeldPolicies): readonly Finding[] {
  const grants = statements.flatMap(grantsOf);
  return [...notGranted(asked, holders, grants), ...neverUsed(asked, grants)];
}

function neverUsed(asked: readonly Asked[], grants: readonly Grant[]): readonly Finding[] {
  const allowed = asked.filter(({ decision }) => decision.decision === "allowed");
  return grants
    .filter((grant) => isWildcard(grant) || !allowed.some(({ request }) => covers(grant, request)))
    .map(({ held, action, resource }) => ({
      kind: "granted but never used",
      holder: held.holder,
      held,
      action,
      resource,
    }));
}

function notGranted(
  asked: readonly Asked[],
  holders: readonly Holder[],
  grants: readonly Grant[],
): readonly Finding[] {
  const missing = asked.flatMap(({ request, decision }) =>
    holders
      .filter((holder) => concerns(holder, request))
      .filter(
        (holder) => !grants.some((grant) => isSame(grant.held.holder, holder) && covers(grant, request)),
      )
      .map((holder) => ({
        kind: "used but not granted" as const,
        holder,
        action: request.action,
        resource: request.resource,
        because: decision.because,
      })),
  );
  // One action is one finding, on however many resources it was used: the first tells enough.
  const first = new Map<string, Finding>();
  for (const finding of missing) {
    const key = `${finding.holder.kind} ${finding.holder.arn} ${finding.action}`;
    if (!first.has(key)) first.set(key, finding);
  }
  return [...first.values()];
}

export function isSame(one: Holder, other: Holder): boolean {
  return one.kind === other.kind && one.arn === other.arn;
}

/** One line that names role, statement and action. */
export function describeFinding(finding: Finding): string {
  const { kind, holder, action, resource } = finding;
  const where = kind === "granted but never used" ? `, ${nameOfStatement(finding.held)}` : "";
  const on = resource === undefined ? "" : ` on ${resource}`;
  const why = kind === "used but not granted" ? ` (${finding.because})` : "";
  return `${kind}: ${nameOfHolder(holder)}${where}: ${action}${on}${why}`;
}
