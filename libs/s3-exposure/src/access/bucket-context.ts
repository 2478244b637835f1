import { hasWildcard, knownPartitionOf, parseArn } from "@security-auto/iam-policy";
import type { AccessPoint, BucketFacts, Organization } from "../bucket-facts";
import { valueOf } from "../facet";
import type { BucketPolicy } from "../policy/bucket-policy";
import type { Condition } from "../policy/condition";
import type { Mentions } from "../policy/mentions";
import type { Steps } from "./steps";

/** What of a bucket's surroundings decides whether somebody is a stranger to it. */
export interface BucketContext {
  readonly accountId: string | undefined;
  readonly organization: Organization | undefined;
  /** Accounts known to be of the organization. */
  readonly members: ReadonlySet<string>;
  /** Accounts known to be outside. */
  readonly outside: ReadonlySet<string>;
  /** Accounts and organizations that somebody names. */
  readonly named: ReadonlySet<string>;
  /** Whether all others are outside. */
  readonly complete: boolean;
  /** The canonical id of the bucket owner's account, as in the ACL. */
  readonly ownerId: string | undefined;
  readonly partition: string;
  readonly region: string | undefined;
  /** `arn:aws:s3:::name` in the bucket's partition. */
  readonly bucketArn: string;
  /** When it is judged. */
  readonly now: Date | undefined;
  readonly steps: Steps;
  /** Conditions with the variables put in that are known of the bucket. */
  readonly resolved: Map<Condition, Condition>;
}

export function bucketContext(
  facts: BucketFacts,
  mentions: Mentions,
  now: Date | undefined,
  steps: Steps,
): BucketContext {
  const { name, accountId, region, organization, knownExternalAccounts = [], facets } = facts;
  const partition = knownPartitionOf(region ?? "") ?? partitionIn(valueOf(facets.policy)) ?? "aws";
  const members = new Set([
    ...(organization?.accounts ?? []),
    ...(accountId !== undefined && organization !== undefined ? [accountId] : []),
  ]);
  return {
    accountId,
    organization,
    members,
    outside: new Set(knownExternalAccounts),
    named: new Set([
      ...members,
      ...mentions.accounts,
      ...mentions.organizations,
      accountId ?? "",
      organization?.id ?? "",
    ]),
    complete: organization?.accountsComplete === true,
    ownerId: valueOf(facets.acl)?.owner,
    partition,
    region,
    bucketArn: `arn:${partition}:s3:::${name}`,
    now,
    steps,
    resolved: new Map(),
  };
}

/** The ARN of an access point, which is in the bucket's region; `undefined` where something of it is not known. */
export function accessPointArn(
  { arn, accountId = "", name }: AccessPoint,
  { partition, region = "" }: BucketContext,
): string | undefined {
  if (arn !== undefined || accountId === "" || region === "") return arn;
  return `arn:${partition}:s3:${region}:${accountId}:accesspoint/${name}`;
}

/** Where the region does not determine the partition, the ARNs of the policy do: they would not have been stored otherwise. */
function partitionIn(policy: BucketPolicy | undefined): string | undefined {
  for (const { resources, principals } of [...(policy?.allows ?? []), ...(policy?.denies ?? [])]) {
    const named = principals.names.map((name) => (name.kind === "principal" ? name.arn : ""));
    for (const arn of [...resources.patterns, ...named]) {
      const partition = parseArn(arn)?.partition;
      if (partition !== undefined && !hasWildcard(partition)) return partition;
    }
  }
  return undefined;
}
