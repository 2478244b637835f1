import type { BucketFacts, PublicAccessBlock } from "./bucket-facts";
import type { Evidence } from "./evidence";
import { valueOf, whyUnread } from "./facet";

/** As where there is no block. */
export const NOTHING_BLOCKED: PublicAccessBlock = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
};

/** Whether one setting is in force: on in one place is on; off is off in both; else it is not known. */
export type Setting =
  | { readonly state: "on"; readonly evidence: (because: string) => Evidence }
  | { readonly state: "off" }
  | { readonly state: "unknown"; readonly evidence: (setting: string) => Evidence };

const PLACES = [
  { facet: "publicAccessBlock", source: "public access block" },
  { facet: "accountPublicAccessBlock", source: "account public access block" },
] as const;

/** A setting of bucket and account, OR-ed as S3 does. */
export function settingOf(name: keyof PublicAccessBlock, { facets }: BucketFacts): Setting {
  let unread: Setting | undefined;
  for (const { facet, source } of PLACES) {
    if (valueOf(facets[facet])?.[name] === true)
      return {
        state: "on",
        evidence: (because) => ({ source, statement: null, grants: [], because }),
      };
    const why = whyUnread(facets[facet]);
    if (why !== undefined)
      unread ??= {
        state: "unknown",
        evidence: (setting) => ({
          source,
          statement: null,
          grants: [],
          because: `${why}; with ${setting} on, this would be cut off`,
        }),
      };
  }
  return unread ?? { state: "off" };
}
