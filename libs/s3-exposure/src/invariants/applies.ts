import { includes } from "@security-auto/iam-policy";
import type { BucketFacts } from "../bucket-facts";
import { whyUnread } from "../facet";
import type { Invariant } from "./invariant";

/** Whether an invariant is about a bucket; `maybe` when that depends on tags that could not be read. */
export type Applies =
  /** `byTag`: by a tag that the bucket has. */
  | { readonly outcome: "yes"; readonly byTag: boolean }
  /** `missingTag`: for want of this tag alone, such as `classification=sensitive`. */
  | { readonly outcome: "no"; readonly because: string; readonly missingTag?: string }
  | { readonly outcome: "maybe"; readonly because: string };

/** Asks whether a bucket meets all that an invariant's `when` names. */
export function applies(
  { when = {} }: Invariant,
  { name, accountId, facets: { tags } }: BucketFacts,
): Applies {
  const { buckets, accounts } = when;
  if (buckets !== undefined && !fitsOne(buckets, name))
    return { outcome: "no", because: "it is not about buckets of this name" };
  if (accounts !== undefined && accountId !== undefined && !accounts.includes(accountId))
    return { outcome: "no", because: "it is not about this account" };
  const wanted = Object.entries(when.tags ?? {});
  const given = tags.state === "present" ? tags.value : {};
  const missing = wanted.find(([key, values]) => {
    const value = Object.hasOwn(given, key) ? given[key] : undefined;
    return value === undefined || !fitsOne(values, value);
  });
  const unread = whyUnread(tags);
  if (wanted.length > 0 && unread !== undefined)
    return { outcome: "maybe", because: `whether it applies depends on tags: ${unread}` };
  if (missing !== undefined) {
    const missingTag = `${missing[0]}=${[missing[1]].flat().join("|")}`;
    return { outcome: "no", because: `the bucket is not tagged ${missingTag}`, missingTag };
  }
  return accounts !== undefined && accountId === undefined
    ? { outcome: "maybe", because: "whether it applies depends on the account, which is not known" }
    : { outcome: "yes", byTag: wanted.length > 0 };
}

function fitsOne(patterns: string | readonly string[], value: string): boolean {
  return typeof patterns === "string"
    ? includes(patterns, value)
    : patterns.some((pattern) => includes(pattern, value));
}
