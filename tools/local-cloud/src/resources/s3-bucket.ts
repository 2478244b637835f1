import { bucketArn, partitionOf } from "@security-auto/iam-policy";
import { objectOf, objectsOf, stringOf } from "../assembly/properties";
import type { TemplateResource } from "../assembly/template-resource";
import { at } from "../core/json";
import { EVERYTHING_BLOCKED, isOwnership, type PublicAccessBlock } from "../s3/bucket/bucket";
import { checkBucketName } from "../s3/bucket/check-name";
import type { ResourceHandler } from "./resource-handler";

const FLAGS = {
  blockPublicAcls: "BlockPublicAcls",
  ignorePublicAcls: "IgnorePublicAcls",
  blockPublicPolicy: "BlockPublicPolicy",
  restrictPublicBuckets: "RestrictPublicBuckets",
} as const satisfies Record<keyof PublicAccessBlock, string>;

const ACCOUNT_REGIONAL = "account-regional";

const nameOf = (resource: TemplateResource): string => {
  const given = stringOf(resource, "BucketName");
  // CloudFormation makes names of small letters.
  return given ?? resource.generatedName().toLowerCase();
};
const arnOf = (resource: TemplateResource): string =>
  bucketArn({ partition: partitionOf(resource.stack.region), name: nameOf(resource) });

/**
 * A bucket, with what of it decides who can access it.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html
 */
export const s3Bucket: ResourceHandler = {
  type: "AWS::S3::Bucket",
  ref: nameOf,
  attributes: { Arn: arnOf },
  create(resource, cloud) {
    const name = nameOf(resource);
    if (!checkBucketName(name)) throw resource.error("BucketName", `is ${name}, which S3 does not take`);
    const { accountId, region } = resource.home;
    if (
      stringOf(resource, "BucketNamespace") === ACCOUNT_REGIONAL &&
      !name.endsWith(`-${accountId}-${region}-an`)
    )
      throw resource.error("BucketName", `is ${name}, which is not of the account's own namespace`);
    if (cloud.buckets.some((bucket) => bucket.name === name))
      throw resource.error("BucketName", `is ${name}, which is taken`);
    const block = objectOf(resource, "PublicAccessBlockConfiguration");
    const [rule] = ownershipRules(resource);
    const ownership = at(rule ?? {}, "ObjectOwnership") ?? "BucketOwnerEnforced";
    if (typeof ownership !== "string" || !isOwnership(ownership))
      throw resource.error("OwnershipControls", "has an ObjectOwnership that is none");
    const tags = objectsOf(resource, "Tags");
    cloud.buckets.push({
      name,
      arn: arnOf(resource),
      accountId,
      region,
      publicAccessBlock: block === undefined ? EVERYTHING_BLOCKED : blockOf(block),
      ownership,
      ...(tags.length > 0 && {
        tags: tags.map(({ Key, Value }) => ({ key: String(Key), value: String(Value) })),
      }),
    });
  },
};

function ownershipRules(resource: TemplateResource): readonly unknown[] {
  const rules = at(objectOf(resource, "OwnershipControls") ?? {}, "Rules");
  return Array.isArray(rules) ? rules : [];
}

function blockOf(given: object): PublicAccessBlock {
  const flag = (name: keyof typeof FLAGS): boolean =>
    [true, "true"].some((on) => on === at(given, FLAGS[name]));
  return {
    blockPublicAcls: flag("blockPublicAcls"),
    ignorePublicAcls: flag("ignorePublicAcls"),
    blockPublicPolicy: flag("blockPublicPolicy"),
    restrictPublicBuckets: flag("restrictPublicBuckets"),
  };
}
