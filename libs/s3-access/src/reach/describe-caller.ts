import type { BucketContext } from "./bucket-context";
import type { Belonging, Caller } from "./caller";

/** A caller, for a person: `account 444455556666, outside the bucket's organization`. */
export function describeCaller(caller: Caller, context: BucketContext): string {
  switch (caller.kind) {
    case "anonymous":
      return "anyone on the internet";
    case "identity":
      return `${caller.identity.what} ${caller.identity.id}, whose account cannot be told`;
    case "service":
      return `AWS services on behalf of ${caller.arn ?? whose(caller.account, caller.organization, context)}`;
    case "signed in": {
      const { account, organization, principal } = caller;
      if (account.kind !== "known")
        return organization.kind === "known"
          ? whose(account, organization, context)
          : "anyone with an AWS account";
      return `${principal?.arn ?? `account ${account.id}`}, ${standing(organization, caller, context)}`;
    }
  }
}

function whose(account: Belonging, organization: Belonging, context: BucketContext): string {
  if (account.kind === "known") return `account ${account.id}`;
  if (organization.kind !== "known") return "any account";
  const { id } = organization;
  if (context.organization === undefined)
    return `any account of organization ${id}, which may or may not be the bucket's`;
  return id === context.organization.id
    ? `any account of the organization ${id}`
    : `any account of the foreign organization ${id}`;
}

function standing(organization: Belonging, { reach }: Caller, { members }: BucketContext): string {
  if (organization.kind === "known") return "in the bucket's organization";
  if (organization.kind === "foreign" && members !== undefined) return "outside the bucket's organization";
  return reach.atMost === "organization"
    ? "another account at least"
    : "of which it is not known whether it belongs to the bucket's organization";
}
