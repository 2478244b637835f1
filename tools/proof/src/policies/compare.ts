import type { Asked } from "@security-auto/local-cloud";
import type { Finding } from "./finding";
import { covers, type Grant, grantsOf, isWildcard } from "./grant";
import { type HeldPolicies, isSame } from "./held-statement";
import { concerns, decideOnSide, mayDeny } from "./side";

/**
 * Compares what was asked of IAM with what the policies of the stacks grant, both ways.
 *
 * A grant counts as used when a request that was allowed needs it on its side: of one role's policies, of one trust
 * policy, of one resource's policy. A request counts as granted when each side that has to agree to it does. A wildcard
 * in an action is never used up: it grants more than was seen.
 */
export function compare(asked: readonly Asked[], policies: HeldPolicies): readonly Finding[] {
  return [...notGranted(asked, policies), ...neverUsed(asked, policies.statements.flatMap(grantsOf))];
}

function neverUsed(asked: readonly Asked[], grants: readonly Grant[]): readonly Finding[] {
  const allowed = asked.filter(({ decision }) => decision.decision === "allowed");
  return grants
    .filter((grant) => isWildcard(grant) || !allowed.some(({ request }) => covers(grant, request)))
    .map((grant) => ({ kind: "granted but never used", holder: grant.held.holder, ...grant }));
}

function notGranted(asked: readonly Asked[], { holders, statements }: HeldPolicies): readonly Finding[] {
  const sides = holders.map((holder) => ({
    holder,
    own: statements.filter((held) => isSame(held.holder, holder)).map(({ statement }) => statement),
  }));
  const missing = asked.flatMap(({ request, decision }) =>
    sides
      .filter(({ holder }) => concerns(holder, request) || mayDeny(holder, request))
      .filter(({ holder, own }) => decideOnSide(holder, own, request).decision !== "allowed")
      .map(({ holder }) => ({
        kind: "used but not granted" as const,
        holder,
        action: request.action,
        resource: request.resource,
        because: decision.because,
      })),
  );
  // One action is one finding, on however many resources it was used: the first is enough.
  const first = new Map<string, Finding>();
  for (const finding of missing) {
    const key = `${finding.holder.kind} ${finding.holder.arn} ${finding.action}`;
    if (!first.has(key)) first.set(key, finding);
  }
  return [...first.values()];
}
