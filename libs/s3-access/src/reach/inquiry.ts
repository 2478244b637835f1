import type { BucketFacts } from "../bucket-facts";
import { valueOf } from "../facet";
import type { Statement } from "../policy/bucket-policy";
import { MentionCollector, type Mentions } from "../policy/mentions";
import type { Principal } from "../policy/principal";
import { type BucketContext, bucketContext } from "./bucket-context";
import type { Guise } from "./caller";
import { type Callers, callersOf } from "./callers";
import { type DenyFor, deniesFor } from "./deny-covers";

/** One bucket's callers, and what keeps each of them out; the same for every statement and grant that is asked about. */
export interface Inquiry {
  readonly context: BucketContext;
  readonly callers: Callers;
  /** The Denies of the bucket policy that count against a caller in one guise. */
  readonly deniesAgainst: (guise: Guise) => readonly DenyFor[];
}

const NO_DENIES: readonly DenyFor[] = [];
const NO_MENTIONS: Mentions = new MentionCollector();

/** Prepares to ask about a bucket; `named` are those named outside its policy. */
export function inquiryInto(facts: BucketFacts, named: readonly Principal[]): Inquiry {
  const context = bucketContext(facts);
  const policy = valueOf(facts.facets.policy);
  const mentions = withPrincipals(policy?.mentions ?? NO_MENTIONS, named);
  const callers = callersOf(mentions, context);
  const denies: readonly Statement[] = policy?.denies ?? [];
  if (denies.length === 0) return { context, callers, deniesAgainst: () => NO_DENIES };

  const found = new Map<Guise, readonly DenyFor[]>();
  const deniesAgainst = (guise: Guise): readonly DenyFor[] => {
    const known = found.get(guise);
    if (known !== undefined) return known;
    const against = deniesFor(denies, guise, context);
    found.set(guise, against);
    return against;
  };
  return { context, callers, deniesAgainst };
}

function withPrincipals(mentions: Mentions, principals: readonly Principal[]): Mentions {
  if (principals.length === 0) return mentions;
  const all = new MentionCollector(mentions);
  for (const principal of principals) all.addPrincipal(principal);
  return all;
}
