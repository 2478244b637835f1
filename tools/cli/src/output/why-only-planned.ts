import type { ActionItem } from "@security-auto/register";

/** Why a remediation that is planned is not applied, for a person. */
export function whyOnlyPlanned(
  { remediation, claim }: Pick<ActionItem, "remediation" | "claim">,
  now: Date,
): string {
  const { respond, because, notBefore } = remediation;
  if (claim !== undefined && Date.parse(claim.until) > now.getTime())
    return `it is being worked on, until ${claim.until} at most`;
  if (because !== undefined) return because;
  switch (respond) {
    case "observe":
      return "the invariant is only observed: nothing is written unless somebody approves it";
    case "approve":
      return "it waits for somebody to approve it";
    case "enforce":
      return notBefore === undefined
        ? "it is applied by the next assessment that still violates the invariant"
        : `it is applied by the first assessment after ${notBefore} that still violates the invariant`;
  }
}
