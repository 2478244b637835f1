import type { RecordedSettings } from "@security-auto/register";
import { canonical } from "./canonical";
import type { S3Write } from "./writes-between";

/** A part of a bucket that one call writes, in the order in which a plan writes them. */
export const PARTS = ["acl", "policy", "publicAccessBlock"] as const;

export type Part = (typeof PARTS)[number];

/** The parts that an action writes, in order. */
export const partsWritten = (prior: RecordedSettings, left: RecordedSettings): readonly Part[] =>
  PARTS.filter((part) => canonical(prior[part]) !== canonical(left[part]));

/** The call that gives a bucket one part of some settings. `undefined`: there is none, as for an ACL that was never read. */
export function writeOfPart(
  part: Part,
  { bucket, account }: { readonly bucket: string; readonly account: string },
  { policy, acl, publicAccessBlock }: RecordedSettings,
): S3Write | undefined {
  const place = { Bucket: bucket, ExpectedBucketOwner: account };
  switch (part) {
    case "acl":
      return acl === null
        ? undefined
        : { call: "PutBucketAcl", parameters: { ...place, AccessControlPolicy: acl } };
    case "policy":
      return policy === null
        ? { call: "DeleteBucketPolicy", parameters: place }
        : { call: "PutBucketPolicy", parameters: { ...place, Policy: policy } };
    case "publicAccessBlock":
      return publicAccessBlock === null
        ? { call: "DeletePublicAccessBlock", parameters: place }
        : {
            call: "PutPublicAccessBlock",
            parameters: { ...place, PublicAccessBlockConfiguration: publicAccessBlock },
          };
  }
}
