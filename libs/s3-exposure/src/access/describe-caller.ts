import type { BucketContext } from "./bucket-context";
import type { Belonging, Caller, CallerVariant } from "./caller";

/** A caller, for a person: `account 444455556666, outside the bucket's organization`. */
export function describeCaller({ variants, furthest }: Caller, context: BucketContext): string {
  const variant = variants.find(({ exposure }) => exposure === furthest);
  if (variant === undefined || variant.kind === "anonymous") return "anyone on the internet";
  const { account, organization } = variant;
  if (variant.kind === "service") {
    const service = variant.name ?? "AWS services";
    const source =
      account.kind === "unnamed" && organization.kind !== "known"
        ? "anyone"
        : whose(account, organization, context);
    return `${service} on behalf of ${variant.arn ?? source}${doubt(variants, context)}`;
  }
  if (variant.identity !== undefined)
    return `${variant.identity.what} ${variant.identity.id}, whose account is not known`;
  if (account.kind !== "known" && organization.kind !== "known") return "anyone with an AWS account";
  return `${variant.principal?.arn ?? whose(account, organization, context)}${doubt(variants, context)}`;
}

function whose(account: Belonging, organization: Belonging, context: BucketContext): string {
  if (account.kind === "known") return `account ${account.id}`;
  if (organization.kind !== "known") return "any account";
  const own = context.organization?.id === organization.id ? "the bucket's " : "";
  return `any account of ${own}organization ${organization.id}`;
}

// What is known of how near he is, where his name does not show it.
function doubt(variants: readonly CallerVariant[], { organization }: BucketContext): string {
  const [first] = variants;
  if (variants.some(({ exposure }) => exposure !== first?.exposure))
    return organization === undefined
      ? ", whose relation to the bucket's organization is not known"
      : ", which may be inside or outside the bucket's organization: a complete list of its accounts would settle it";
  const isAccount = first !== undefined && first.kind !== "anonymous" && first.account.kind === "known";
  if (organization === undefined || !isAccount) return "";
  return first.exposure === "organization"
    ? ", in the bucket's organization"
    : ", outside the bucket's organization";
}
