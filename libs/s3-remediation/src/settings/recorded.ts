import type { RecordedSettings } from "@security-auto/register";
import { type BucketFacts, type Facet, valueOf } from "@security-auto/s3-exposure";
import { aclParameters, blockParameters } from "./s3-parameters";
import type { S3Write } from "./writes-between";

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
  const unread = READ_BEFORE_A_WRITE.flatMap((name) => {
    const why = whyUnread(facets[name]);
    return why === undefined ? [] : [`the ${name} ${why}`];
  });
  if ((facets.policy.state === "present") !== (policyText !== undefined))
    unread.push("the policy's text is not known");
  if (unread.length > 0) return { read: false, because: unread.join(", ") };
  const acl = valueOf(facets.acl);
  const block = valueOf(facets.publicAccessBlock);
  const settings: RecordedSettings = {
    policy: policyText ?? null,
    acl: acl === undefined ? null : aclParameters(acl),
    publicAccessBlock: block === undefined ? null : blockParameters(block),
    ownership: valueOf(facets.ownership) ?? null,
  };
  return { read: true, settings };
}

function whyUnread(facet: Facet<unknown>): string | undefined {
  if (facet.state === "denied") return "was refused";
  return facet.state === "failed" ? `could not be read (${facet.reason})` : undefined;
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
