import { isOwnership } from "../s3/operations/ownership-controls";
import { OWNERSHIPS, type PublicAccessBlock, type Tag } from "../s3/bucket";
import { readAcl } from "./read-acl";
import type { Place } from "./place";
import { refuseMisspelledInBucket } from "./refuse-misspelled";
import type { ScenarioBucket } from "./scenario";

/** The reads that a scenario may refuse, by the API's name and by IAM's. */
const ACTION_OF_READ: Readonly<Record<string, string>> = {
  GetBucketAcl: "s3:GetBucketAcl",
  GetBucketPolicy: "s3:GetBucketPolicy",
  GetBucketPolicyStatus: "s3:GetBucketPolicyStatus",
  GetBucketTagging: "s3:GetBucketTagging",
  GetBucketLocation: "s3:GetBucketLocation",
  GetPublicAccessBlock: "s3:GetBucketPublicAccessBlock",
  GetBucketPublicAccessBlock: "s3:GetBucketPublicAccessBlock",
  GetAccountPublicAccessBlock: "s3:GetAccountPublicAccessBlock",
  GetBucketOwnershipControls: "s3:GetBucketOwnershipControls",
};

export function readBucket(bucket: Place): ScenarioBucket {
  bucket.object();
  refuseMisspelledInBucket(bucket);
  const region = bucket.get("region")?.text();
  const tags = bucket.get("tags");
  const policy = bucket.get("policy");
  const status = bucket.get("policyStatus");
  const acl = bucket.get("acl");
  const block = bucket.get("publicAccessBlock");
  const ownership = bucket.get("ownership");
  return {
    name: bucket.need("name").text(),
    account: bucket.need("account").accountId(),
    ...(region !== undefined && { region }),
    ...(tags !== undefined && { tags: readTags(tags) }),
    ...(policy !== undefined && { policy: policyText(policy) }),
    ...(status !== undefined && { policyIsPublic: readStatus(status) }),
    ...(acl !== undefined && { acl: readAcl(acl) }),
    ...(block !== undefined && { publicAccessBlock: readSettings(block) }),
    ...(ownership !== undefined && { ownership: readOwnership(ownership) }),
    refused: (bucket.get("denied")?.list() ?? []).map(actionOf),
  };
}

/** The four settings, also as GetPublicAccessBlock returns them; one that is missing is off. */
export function readSettings(block: Place): PublicAccessBlock {
  block.object();
  const settings = block.get("PublicAccessBlockConfiguration") ?? block;
  const isOn = (name: string): boolean =>
    (settings.get(name) ?? settings.get(name.charAt(0).toLowerCase() + name.slice(1)))?.flag() ?? false;
  return {
    blockPublicAcls: isOn("BlockPublicAcls"),
    ignorePublicAcls: isOn("IgnorePublicAcls"),
    blockPublicPolicy: isOn("BlockPublicPolicy"),
    restrictPublicBuckets: isOn("RestrictPublicBuckets"),
  };
}

function readTags(tags: Place): readonly Tag[] {
  if (Array.isArray(tags.value)) {
    return tags.list().map((tag) => ({ key: tag.need("Key").text(), value: scalar(tag.need("Value")) }));
  }
  return tags.entries().map(([key, value]) => ({ key, value: scalar(value) }));
}

function scalar(place: Place): string {
  const { value } = place;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return String(value);
  return place.fail("is no text");
}

/** A policy may be given as the document or as its text. */
function policyText(policy: Place): string {
  return typeof policy.value === "string" ? policy.value : JSON.stringify(policy.object());
}

function readStatus(status: Place): boolean {
  if (typeof status.value === "boolean") return status.value;
  const inner = status.get("PolicyStatus") ?? status;
  return (inner.get("isPublic") ?? inner.get("IsPublic") ?? inner.need("isPublic")).flag();
}

function readOwnership(given: Place): (typeof OWNERSHIPS)[number] {
  const rule = given.get("Rules")?.list()[0] ?? given;
  const place = rule.get("ObjectOwnership") ?? rule;
  const text = place.text();
  return isOwnership(text) ? text : place.fail(`is none of ${OWNERSHIPS.join(", ")}`);
}

function actionOf(read: Place): string {
  const name = read.text().replace(/^s3:/, "");
  const action = Object.hasOwn(ACTION_OF_READ, name) ? ACTION_OF_READ[name] : undefined;
  return action ?? read.fail(`is no read; the reads are ${Object.keys(ACTION_OF_READ).join(", ")}`);
}
