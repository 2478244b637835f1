import { hasWildcard, knownPartitionOf, parseArn } from "@security-auto/iam-policy";
import type { BucketFacts, Organization } from "../bucket-facts";
import { valueOf } from "../facet";
import type { BucketPolicy } from "../policy/bucket-policy";
import type { Condition } from "../policy/condition";
import type { Steps } from "./steps";

/** What of a bucket's surroundings decides whether somebody is a stranger to it. */
export interface BucketContext {
  readonly accountId: string | undefined;
  readonly organization: Organization | undefined;
  /** Accounts known to be of the organization. */
  readonly members: ReadonlySet<string>;
  /** Whether all others are outside. */
  readonly complete: boolean;
  /** The canonical id of the own account, as the ACL tells it. */
  readonly ownerId: string | undefined;
  readonly partition: string;
  /** `arn:aws:s3:::name` in the bucket's partition. */
  readonly bucketArn: string;
  /** When it is judged. */
  readonly now: Date | undefined;
  readonly steps: Steps;
  /** Conditions with the variables put in that are known of the bucket. */
  readonly resolved: Map<Condition, Condition>;
}

export function bucketContext(facts: BucketFacts, now: Date | undefined, steps: Steps): BucketContext {
  const { name, accountId, region, organization, facets } = facts;
  const partition = knownPartitionOf(region ?? "") ?? partitionIn(valueOf(facets.policy)) ?? "aws";
  return {
    accountId,
    organization,
    members: new Set([
      ...(organization?.accounts ?? []),
      ...(accountId !== undefined && organization !== undefined ? [accountId] : []),
    ]),
    complete: organization?.accountsComplete === true,
    ownerId: valueOf(facets.acl)?.owner,
    partition,
    bucketArn: `arn:${partition}:s3:::${name}`,
    now,
    steps,
    resolved: new Map(),
  };
}

/** Where the region does not tell the partition, the ARNs of the policy do: they would not have been stored otherwise. */
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
