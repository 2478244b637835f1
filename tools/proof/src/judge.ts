import type { Asked } from "@security-auto/local-cloud";
import { runNegativeTests } from "./negative-tests/run-negative-tests";
import { ACCEPTED_BROAD, ACCEPTED_TESTS, acceptanceOf } from "./policies/accepted";
import { compare } from "./policies/compare";
import type { Finding } from "./policies/finding";
import { grantsOf } from "./policies/grant";
import type { HeldPolicies } from "./policies/held-statement";
import { tooBroad } from "./policies/too-broad";

/** All that is to say of policies, from what was asked of them. */
export interface Judgement {
  readonly findings: readonly Finding[];
  /** How many negative access tests were made, were denied, and were allowed for a listed reason. */
  readonly negativeTests: Readonly<Record<"made" | "refused" | "accepted", number>>;
  /** How many grants are on an accepted resource with a wildcard. */
  readonly acceptedBroad: number;
  /** What is in the lists of accepted things and not in the policies, a line each. */
  readonly unmet: readonly string[];
}

export function judge(asked: readonly Asked[], policies: HeldPolicies): Judgement {
  const negative = runNegativeTests(asked, policies);
  const grants = policies.statements.flatMap(grantsOf);
  const broad = grants.filter((grant) => acceptanceOf(grant) !== undefined);
  const isMet = (action: string, accepted: object) =>
    broad.some((grant) => grant.action === action && acceptanceOf(grant) === accepted);
  return {
    findings: [...compare(asked, policies), ...tooBroad(policies.statements), ...negative.findings],
    negativeTests: { made: negative.made, refused: negative.refused, accepted: negative.accepted.length },
    acceptedBroad: broad.length,
    unmet: [
      ...ACCEPTED_BROAD.filter(({ roles }) => roles === undefined).flatMap((accepted) =>
        accepted.actions
          .filter((action) => !isMet(action, accepted))
          .map((action) => `accepted, but not granted: ${action} on ${accepted.resource.source}`),
      ),
      ...ACCEPTED_TESTS.filter((test) => test.bySwitch !== true && !negative.accepted.includes(test)).map(
        ({ about, action, by }) => `accepted, but not allowed: ${action} by ${by} with another ${about}`,
      ),
    ],
  };
}
