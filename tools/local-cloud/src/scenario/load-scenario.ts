import { bucketArn, partitionOf } from "@security-auto/policies";
import { canonicalId } from "../identity/unique-id";
import { LocalCloudError } from "../local-cloud-error";
import { privateAcl } from "../s3/acl";
import type { Bucket } from "../s3/bucket";
import type { PolicyClassifier } from "../s3/operation";
import { readPolicy } from "../s3/read-policy";
import { S3Error } from "../s3/s3-error";
import type { S3Store } from "../s3/s3-store";
import type { Scenario, ScenarioBucket } from "./scenario";

const ACCOUNT_READ = "s3:GetAccountPublicAccessBlock";

export interface LoadOptions {
  readonly defaultRegion: string;
  readonly policyIsPublic: PolicyClassifier;
}

/** Fills S3 with what a scenario describes. What Block Public Access would stop may stand: it stops new writes only. */
export function loadScenario(scenario: Scenario, store: S3Store, options: LoadOptions): void {
  for (const { id, publicAccessBlock } of scenario.accounts) {
    if (publicAccessBlock !== undefined) store.setAccountBlock(id, publicAccessBlock);
  }
  for (const [index, described] of scenario.buckets.entries()) {
    store.buckets.set(described.name, bucketOf(described, `${scenario.source}: buckets[${index}]`, options));
    if (described.refused.includes(ACCOUNT_READ)) store.closedAccounts.add(described.account);
  }
}

function bucketOf(described: ScenarioBucket, where: string, options: LoadOptions): Bucket {
  const { name, account, region = options.defaultRegion, tags, publicAccessBlock, ownership } = described;
  const arn = bucketArn({ partition: partitionOf(region), name });
  const owner = described.acl?.owner ?? canonicalId(account);
  const policy = policyOf(described, arn, where, options.policyIsPublic);
  return {
    name,
    arn,
    accountId: account,
    region,
    createdAt: new Date().toISOString(),
    acl: described.acl === undefined ? privateAcl(owner) : { owner, grants: described.acl.grants },
    ...(policy !== undefined && { policy }),
    ...(tags !== undefined && { tags }),
    ...(publicAccessBlock !== undefined && { publicAccessBlock }),
    ...(ownership !== undefined && { ownership }),
    refused: new Set(described.refused),
  };
}

function policyOf(
  { name, policy, policyIsPublic }: ScenarioBucket,
  arn: string,
  where: string,
  classify: PolicyClassifier,
): Bucket["policy"] {
  if (policy === undefined) return undefined;
  try {
    const read = readPolicy(policy, { name, arn }, classify);
    return policyIsPublic === undefined ? read : { ...read, isPublic: policyIsPublic };
  } catch (error) {
    if (error instanceof S3Error)
      throw new LocalCloudError(`${where}.policy: ${error.message}`, { cause: error });
    throw error;
  }
}
