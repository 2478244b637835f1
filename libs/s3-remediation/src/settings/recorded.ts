import type { RecordedSettings } from "@security-auto/register";
import { type BucketFacts, valueOf } from "@security-auto/s3-exposure";
import { type BucketSettings, settingsOf } from "./bucket-settings";
import { notRead } from "./not-read";
import type { Part } from "./part";
import { aclParameters, blockParameters } from "./s3-parameters";
import type { S3Write } from "./s3-write";

/** What was read of a bucket that a remediation may write. */
export type Reading =
  | { readonly read: true; readonly settings: RecordedSettings }
  | { readonly read: false; readonly because: string };

const READ_BEFORE_A_WRITE = ["policy", "acl", "publicAccessBlock"] as const;

/** The settings of a bucket as S3's API takes them; or why they are not known. */
export function recordedSettings(
  { facets }: Pick<BucketFacts, "facets">,
  policyText: string | undefined,
): Reading {
  const unread = READ_BEFORE_A_WRITE.flatMap((name) => notRead(name, facets[name]));
  if ((facets.policy.state === "present") !== (policyText !== undefined))
    unread.push("the policy's text is not known");
  if (unread.length > 0) return { read: false, because: unread.join(", ") };
  const written = parametersOf(settingsOf({ facets }, policyText));
  return { read: true, settings: { ...written, ownership: valueOf(facets.ownership) ?? null } };
}

/** What a remediation may write of a bucket, as S3's API takes it. */
export function parametersOf({ policyText, acl, block }: BucketSettings): Pick<RecordedSettings, Part> {
  return {
    policy: policyText ?? null,
    acl: acl === undefined ? null : aclParameters(acl),
    publicAccessBlock: block === undefined ? null : blockParameters(block),
  };
}

/** What a bucket has once a call was made. */
export function settingsAfter(settings: RecordedSettings, write: S3Write): RecordedSettings {
  switch (write.call) {
    case "PutBucketAcl":
      return { ...settings, acl: write.parameters.AccessControlPolicy };
    case "PutBucketPolicy":
      return { ...settings, policy: write.parameters.Policy };
    case "DeleteBucketPolicy":
      return { ...settings, policy: null };
    case "PutPublicAccessBlock":
      return { ...settings, publicAccessBlock: write.parameters.PublicAccessBlockConfiguration };
    case "DeletePublicAccessBlock":
      return { ...settings, publicAccessBlock: null };
  }
}
