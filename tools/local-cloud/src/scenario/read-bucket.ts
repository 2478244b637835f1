import { isOwnership } from "../s3/operations/ownership-controls";
import { OWNERSHIPS, type Tag } from "../s3/bucket/bucket";
import { readAccessPoints } from "./read-access-points";
import { readAcl } from "./read-acl";
import type { Place } from "./place";
import { policyText, readSettings, readStatus } from "./read-values";
import { refuseMisspelledInBucket } from "./refuse-misspelled";
import type { ScenarioBucket } from "./scenario";

/** The reads that a scenario may refuse, by the API's name and by IAM's. */
const ACTION_OF_READ = {
  GetBucketAcl: "s3:GetBucketAcl",
  GetBucketPolicy: "s3:GetBucketPolicy",
  GetBucketPolicyStatus: "s3:GetBucketPolicyStatus",
  GetBucketTagging: "s3:GetBucketTagging",
  GetBucketLocation: "s3:GetBucketLocation",
  GetPublicAccessBlock: "s3:GetBucketPublicAccessBlock",
  GetBucketPublicAccessBlock: "s3:GetBucketPublicAccessBlock",
  GetAccountPublicAccessBlock: "s3:GetAccountPublicAccessBlock",
  GetBucketOwnershipControls: "s3:GetBucketOwnershipControls",
  ListAccessPoints: "s3:ListAccessPoints",
  GetAccessPoint: "s3:GetAccessPoint",
  GetAccessPointPolicy: "s3:GetAccessPointPolicy",
  GetAccessPointPolicyStatus: "s3:GetAccessPointPolicyStatus",
} as const satisfies Readonly<Record<string, string>>;

const ACTIONS: ReadonlyMap<string, string> = new Map(Object.entries(ACTION_OF_READ));

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
  const accessPoints = bucket.get("accessPoints");
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
    ...(accessPoints !== undefined && { accessPoints: readAccessPoints(accessPoints) }),
    refused: [
      ...(bucket.get("denied")?.list() ?? []).map(actionOf),
      // Left out, access points are not known to `assess` either; an empty list says that there are none.
      ...(accessPoints === undefined ? [ACTION_OF_READ.ListAccessPoints] : []),
    ],
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

function readOwnership(given: Place): (typeof OWNERSHIPS)[number] {
  const rule = given.get("Rules")?.list()[0] ?? given;
  const place = rule.get("ObjectOwnership") ?? rule;
  const text = place.text();
  return isOwnership(text) ? text : place.fail(`is none of ${OWNERSHIPS.join(", ")}`);
}

function actionOf(read: Place): string {
  return (
    ACTIONS.get(read.text().replace(/^s3:/, "")) ??
    read.fail(`is no read; the reads are ${[...ACTIONS.keys()].join(", ")}`)
  );
}
