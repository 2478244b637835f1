import type { Statement } from "../policy/statement";
import type { BucketContext } from "./bucket-context";
import { describeCaller } from "./describe-caller";
import { namesServices } from "./names-services";
import type { End } from "./access";
import type { AllowAccess, AllowedCaller, Doubt } from "./access-by-allows";

const SHOWN = 3;

/** The first few of a list, and how many more. */
export function someOf(texts: readonly string[]): string {
  const rest = texts.length - SHOWN;
  return rest > 0 ? `${texts.slice(0, SHOWN).join(", ")} and ${rest} more` : texts.join(", ");
}

/** Why one end of the access that an Allow gives is what it is; the same words for both ends where the same caller decides them. */
export function whyAllow(allow: Statement, access: AllowAccess, end: End, context: BucketContext): string {
  const { sure, possible, takenBy, unfinished } = access;
  const taken = someOf([...takenBy].map(({ name }) => `"${name}"`));
  if (unfinished && (end === "atMost" || sure === undefined))
    return "too many principals and values to evaluate individually: who else it allows is not known; shorten the policy to settle it";
  const allowed = end === "atLeast" ? (sure ?? possible) : possible;
  if (allowed === undefined)
    return taken === ""
      ? `it allows nobody but the bucket owner's account${namesServices(allow) ? " and AWS services" : ""}`
      : `it allows nobody beyond the bucket owner's account: the others are denied by Deny ${taken}`;
  const isSure = allowed.doubt === undefined && sure?.caller === allowed.caller;
  const who = describeCaller(allowed.caller, context);
  const others = taken === "" ? "" : `; others are denied by Deny ${taken}`;
  const doubt = isSure ? "" : why(allowed.doubt);
  return `${isSure ? "it allows" : "it may allow"} ${who}${network(allow, allowed)}${doubt}${others}`;
}

/** Why it is not certain, and what would settle it. */
function why(doubt: Doubt | undefined): string {
  switch (doubt?.kind) {
    case undefined:
      return "";
    case "service":
      return ": a condition on aws:SourceAccount or aws:SourceArn would settle it";
    case "access point":
      return " through access points, whose own policies decide; reading them would settle it (s3:ListAccessPoints, s3:GetAccessPoint, s3:GetAccessPointPolicy)";
    case "condition":
      return `: whether its condition on ${doubt.condition.writtenKey || "something not understood"} holds cannot be determined from here`;
    case "deny":
      return `: whether Deny "${doubt.deny.name}" applies cannot be determined${doubt.condition === undefined ? ", it depends on who that is" : ` from here, it depends on ${doubt.condition.writtenKey}`}`;
    case "who":
      return ": whether that is one it names cannot be determined";
    case "parts":
      return ": whether its Denies, each of which denies a part, together leave anything cannot be determined";
    case "choices":
      return ": whether one request can meet all its conditions and no Deny cannot be determined";
  }
}

function network({ conditions }: Statement, { way }: AllowedCaller): string {
  if (!way.limited) return "";
  const limits = conditions
    .filter(({ facts, negated }) => !negated && facts?.tells === "network")
    .map(({ writtenKey, values }) => `${writtenKey} ${someOf(values)}`);
  if (limits.length > 0) return `, but only with ${limits.join(" and ")}`;
  return way.network.kind === "anywhere"
    ? ", but only from the VPC of an access point"
    : ", but only from the network that a Deny exempts";
}
