import { partitionOf } from "@security-auto/iam-policy";

/** What a call on all resources of a kind asks a permission for, e.g. `arn:aws:sqs:us-west-2:111122223333:*`. */
export function arnPattern(
  service: string,
  { region, accountId }: { readonly region: string; readonly accountId: string },
  resource: string,
): string {
  return `arn:${partitionOf(region)}:${service}:${region}:${accountId}:${resource}`;
}
