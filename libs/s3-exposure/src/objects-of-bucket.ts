import type { BucketFacts } from "./bucket-facts";
import type { Evidence } from "./evidence";
import { OWNER_ENFORCED } from "./acl-exposure";
import { valueOf, whyUnread } from "./facet";
import { settingOf } from "./public-access-block";

/** Whether an object's own ACL can open it to anyone, whatever the bucket's ACL and policy say. Object ACLs are not read. */
export type Objects = "not-public" | "can-be-public" | "unknown";

export interface ObjectsJudged {
  readonly objects: Objects;
  readonly evidence: readonly Evidence[];
}

/**
 * Judges what the S3 console calls "Objects can be public": ACLs are enabled, and public ones are not ignored.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function objectsOfBucket(facts: BucketFacts): ObjectsJudged {
  const { ownership } = facts.facets;
  const ofOwnership = (because: string): Evidence => ({
    source: "ownership",
    statement: null,
    grants: [],
    because,
  });
  if (valueOf(ownership) === OWNER_ENFORCED)
    return {
      objects: "not-public",
      evidence: [ofOwnership(`object ownership is ${OWNER_ENFORCED}: ACLs are switched off`)],
    };
  const ignore = settingOf("ignorePublicAcls", facts);
  if (ignore.state === "on")
    return {
      objects: "not-public",
      evidence: [ignore.evidence("IgnorePublicAcls is on: public ACLs of objects do not count")],
    };
  const unreadOwnership = whyUnread(ownership);
  const unread = [
    ...(unreadOwnership === undefined
      ? []
      : [ofOwnership(`${unreadOwnership}; with ${OWNER_ENFORCED}, ACLs would be switched off`)]),
    ...(ignore.state === "unknown" ? [ignore.evidence("IgnorePublicAcls")] : []),
  ];
  return unread.length > 0
    ? { objects: "unknown", evidence: unread }
    : {
        objects: "can-be-public",
        evidence: [
          ofOwnership(
            `object ownership is ${valueOf(ownership) ?? "not set"}: an object's own ACL can open it to anyone; ${OWNER_ENFORCED} or IgnorePublicAcls would stop that`,
          ),
        ],
      };
}
