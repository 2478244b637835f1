import { bucketArn, partitionOf } from "@security-auto/iam-policy";
import { canonicalId } from "../identity/unique-id";
import { LocalCloudError } from "../core/local-cloud-error";
import { privateAcl } from "../s3/bucket/acl";
import type { AccessPoint, Bucket } from "../s3/bucket/bucket";
import type { PolicyClassifier } from "../s3/bucket/operation";
import { readPolicy } from "../s3/bucket/read-policy";
import { S3Error } from "../s3/bucket/s3-error";
import type { S3Store } from "../s3/bucket/s3-store";
import type { Scenario, ScenarioAccessPoint, ScenarioBucket } from "./scenario";

const ACCOUNT_READ = "s3:GetAccountPublicAccessBlock";

export interface LoadOptions {
  readonly defaultRegion: string;
  readonly policyIsPublic: PolicyClassifier;
}

/** The part of a scenario that S3 is filled with. */
export type Described = Pick<Scenario, "source" | "accounts" | "buckets">;

/** Fills S3 with what a scenario describes. What Block Public Access would stop may stand: it stops new writes only. */
export function loadScenario(scenario: Described, store: S3Store, options: LoadOptions): void {
  for (const { id, publicAccessBlock } of scenario.accounts) {
    if (publicAccessBlock !== undefined) store.setAccountBlock(id, publicAccessBlock);
  }
  for (const [index, described] of scenario.buckets.entries()) {
    store.put(bucketOf(described, `${scenario.source}: buckets[${index}]`, options));
    if (described.refused.includes(ACCOUNT_READ)) store.closedAccounts.add(described.account);
  }
}

function bucketOf(described: ScenarioBucket, where: string, options: LoadOptions): Bucket {
  const { name, account, region = options.defaultRegion, tags, publicAccessBlock, ownership } = described;
  const arn = bucketArn({ partition: partitionOf(region), name });
  const owner = described.acl?.owner ?? canonicalId(account);
  const policy = policyOf(described, `bucket ${name}`, arn, where, options.policyIsPublic);
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
    ...(described.accessPoints !== undefined && {
      accessPoints: {
        list: described.accessPoints.list.map((point, index) =>
          accessPointOf(point, { account, region }, `${where}.accessPoints[${index}]`, options),
        ),
        more: described.accessPoints.more,
      },
    }),
    refused: new Set(described.refused),
  };
}

function accessPointOf(
  described: ScenarioAccessPoint,
  bucket: { readonly account: string; readonly region: string },
  where: string,
  options: LoadOptions,
): AccessPoint {
  const { name, account: accountId = bucket.account, vpc, publicAccessBlock } = described;
  const { region } = bucket;
  const arn = `arn:${partitionOf(region)}:s3:${region}:${accountId}:accesspoint/${name}`;
  const policy = policyOf(described, `access point ${name}`, arn, where, options.policyIsPublic);
  return {
    name,
    arn,
    accountId,
    ...(vpc !== undefined && { vpc }),
    ...(policy !== undefined && { policy }),
    publicAccessBlock,
  };
}

function policyOf(
  { policy, policyIsPublic }: Pick<ScenarioBucket, "policy" | "policyIsPublic">,
  owner: string,
  arn: string,
  where: string,
  classify: PolicyClassifier,
): Bucket["policy"] {
  if (policy === undefined) return undefined;
  try {
    const read = readPolicy(policy, { name: owner, arn }, classify);
    return policyIsPublic === undefined ? read : { ...read, isPublic: policyIsPublic };
  } catch (error) {
    if (error instanceof S3Error)
      throw new LocalCloudError(`${where}.policy: ${error.message}`, { cause: error });
    throw error;
  }
}
