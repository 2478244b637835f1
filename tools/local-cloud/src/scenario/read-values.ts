import type { PublicAccessBlock } from "../s3/bucket/bucket";
import type { Place } from "./place";

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

/** A policy may be given as the document or as its text. */
export function policyText(policy: Place): string {
  return typeof policy.value === "string" ? policy.value : JSON.stringify(policy.object());
}
