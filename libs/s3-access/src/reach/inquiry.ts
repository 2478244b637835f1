import type { BucketFacts } from "../bucket-facts";
import { valueOf } from "../facet";
import type { Statement } from "../policy/bucket-policy";
import type { Mentions } from "../policy/mentions";
import { type BucketContext, bucketContext } from "./bucket-context";
import type { Caller } from "./caller";
import { callersOf } from "./callers";
import { type DenyFor, deniesFor } from "./deny-covers";

/** One bucket's callers, and what keeps each of them out; the same for every statement and grant that is asked about. */
export interface Inquiry {
  readonly context: BucketContext;
  /** Those who reach furthest first. */
  readonly callers: readonly Caller[];
  /** The Denies of the bucket policy that count against a caller. */
  readonly deniesAgainst: (caller: Caller) => readonly DenyFor[];
}

const NONE: readonly DenyFor[] = [];

/** Prepares to ask about a bucket; `named` are those named outside its policy. */
export function inquiryInto(facts: BucketFacts, named: Mentions): Inquiry {
  const context = bucketContext(facts);
  const policy = valueOf(facts.facets.policy);
  const callers = callersOf(policy === undefined ? [named] : [policy.mentions, named], context);
  const denies: readonly Statement[] = policy?.denies ?? [];
  if (denies.length === 0) return { context, callers, deniesAgainst: () => NONE };

  const found = new Map<Caller, readonly DenyFor[]>();
  const deniesAgainst = (caller: Caller): readonly DenyFor[] => {
    const known = found.get(caller);
    if (known !== undefined) return known;
    const against = deniesFor(denies, caller, context);
    found.set(caller, against);
    return against;
  };
  return { context, callers, deniesAgainst };
}
