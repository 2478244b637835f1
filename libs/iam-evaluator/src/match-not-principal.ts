import type { PrincipalElement } from "@security-auto/iam-policy";

import { type Answer, NO, unknown, YES } from "./answer";
import { matchPrincipal, type Via } from "./match-principal";
import type { RequestPrincipal } from "./request";

/**
 * Whether the statement applies to the principal, given its NotPrincipal.
 *
 * A Deny spares a principal for certain only if it lists the account, the role and the session;
 * AWS warns that a partial list may deny. It spares no user or role with a permissions boundary,
 * whatever it lists.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function matchNotPrincipal(
  element: PrincipalElement,
  principal: RequestPrincipal,
  { effect, bounded }: { readonly effect: "Allow" | "Deny"; readonly bounded: boolean },
): Answer {
  if (effect === "Deny" && bounded && principal.kind === "aws") return YES;
  const matches = matchPrincipal(element, principal);
  const listed = new Set(matches.filter(({ answer }) => answer.is === "yes").map(({ via }) => via));
  if (listed.has("everyone")) return NO;
  if (effect === "Allow" && listed.size > 0) return NO;
  if (levels(principal).every((level) => listed.has(level))) return NO;
  const open = matches.find(({ answer }) => answer.is === "unknown");
  if (open !== undefined) return open.answer;
  return listed.size === 0
    ? YES
    : unknown("NotPrincipal that lists its principal only in part", [...listed].join(", "));
}

function levels(principal: RequestPrincipal): readonly Via[] {
  if (principal.kind !== "aws") return ["itself"];
  if (principal.arn.endsWith(":root")) return ["account"];
  if (principal.roleArn === undefined) return ["account", "itself"];
  return principal.roleArn === principal.arn ? ["account", "role"] : ["account", "role", "itself"];
}
