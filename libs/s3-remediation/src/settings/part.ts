import type { RecordedSettings } from "@security-auto/register";
import { canonical } from "./canonical";
import type { S3Write } from "./s3-write";

/**
 * A part of a bucket that one call writes, in the order in which a plan writes them. The block comes last: with BlockPublicAcls or
 * BlockPublicPolicy on, S3 might refuse the others.
 */
export const PARTS = ["acl", "policy", "publicAccessBlock"] as const;

export type Part = (typeof PARTS)[number];

/** The parts that an action writes, in order. */
export const partsWritten = (
  prior: Pick<RecordedSettings, Part>,
  left: Pick<RecordedSettings, Part>,
): readonly Part[] => PARTS.filter((part) => canonical(prior[part]) !== canonical(left[part]));

/** The call that gives a bucket one part of some settings. `undefined`: there is none, as for an ACL that was never read. */
export function writeOfPart(
  part: Part,
  { bucket, account }: { readonly bucket: string; readonly account?: string | undefined },
  { policy, acl, publicAccessBlock }: Pick<RecordedSettings, Part>,
): S3Write | undefined {
  const place = { Bucket: bucket, ...(account !== undefined && { ExpectedBucketOwner: account }) };
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
