import type { Principal } from "@security-auto/iam-policy";
import type { BucketFacts } from "../bucket-facts";
import { valueOf } from "../facet";
import type { Statement } from "../policy/statement";
import { MentionCollector, type Mentions } from "../policy/mentions";
import { settingOf } from "../public-access-block";
import { type BucketContext, bucketContext } from "./bucket-context";
import type { Caller, CallerVariant, Way } from "./caller";
import { inEachAccount, peopleOf, servicesOf } from "./callers";
import { denyTakes, type Taken } from "./request";
import type { Steps } from "./steps";
import type { Restricted } from "./through-access-point";
import { waysOf } from "./ways";

/** One bucket's callers, and what keeps each of them out; the same for every statement and grant that is asked about. */
export interface Inquiry {
  readonly context: BucketContext;
  readonly people: readonly Caller[];
  readonly services: readonly Caller[];
  readonly ways: readonly Way[];
  readonly restricted: Restricted;
  /** Of the bucket policy. */
  readonly denies: readonly Statement[];
  /** Those that take in a request of a caller, or may, by their place. */
  readonly deniesAgainst: (variant: CallerVariant, way: Way) => ReadonlyMap<number, Taken>;
  /** A caller in each account that he may be of. */
  readonly inEachAccount: (variant: CallerVariant) => readonly CallerVariant[];
  /** Whether it matters which action a statement gives on what: an access point has to give it too. */
  readonly tellGrantsApart: boolean;
}

export interface InquiryOptions {
  /** Those who are named outside the bucket's policy. */
  readonly named: readonly Principal[];
  readonly now: Date | undefined;
  readonly steps: Steps;
}

/** All that the policy of a bucket, the policies of its access points and others name. */
export function mentionsOf({ facets }: BucketFacts, named: readonly Principal[]): Mentions {
  const mentions = new MentionCollector();
  const policy = valueOf(facets.policy);
  if (policy !== undefined) mentions.add(policy.mentions);
  for (const principal of named) mentions.addPrincipal(principal);
  const points = facets.accessPoints === undefined ? undefined : valueOf(facets.accessPoints);
  for (const point of points?.list ?? []) {
    const ofPoint = valueOf(point.policy);
    if (ofPoint !== undefined) mentions.add(ofPoint.mentions);
  }
  return mentions;
}

/** Prepares to ask about a bucket. */
export function inquiryInto(facts: BucketFacts, { named, now, steps }: InquiryOptions): Inquiry {
  const { facets } = facts;
  const policy = valueOf(facets.policy);
  const mentions = mentionsOf(facts, named);
  const context = bucketContext(facts, mentions, now, steps);
  const ways = waysOf(mentions, facets.accessPoints, context);
  const denies = policy?.denies ?? [];
  const split = new Map<CallerVariant, readonly CallerVariant[]>();
  return {
    context,
    people: peopleOf(mentions, context),
    services: servicesOf(mentions, context),
    ways,
    restricted: settingOf("restrictPublicBuckets", facts).state,
    denies,
    deniesAgainst: deniesIn(denies, context),
    inEachAccount: (variant) => {
      const known = split.get(variant) ?? inEachAccount(variant, mentions, context);
      split.set(variant, known);
      return known;
    },
    tellGrantsApart: ways.some(({ route }) => route.kind === "access point" && route.point !== undefined),
  };
}

/** The same inquiry, within a share of its steps. */
export function withinShare(inquiry: Inquiry, part: number): Inquiry {
  const context = { ...inquiry.context, steps: inquiry.context.steps.share(part) };
  return { ...inquiry, context, deniesAgainst: deniesIn(inquiry.denies, context) };
}

function deniesIn(denies: readonly Statement[], context: BucketContext): Inquiry["deniesAgainst"] {
  // All Allows ask about the callers in one way before the next.
  let asked: {
    readonly way: Way | undefined;
    readonly found: Map<CallerVariant, ReadonlyMap<number, Taken>>;
  } = {
    way: undefined,
    found: new Map(),
  };
  return (variant, way) => {
    if (asked.way !== way) asked = { way, found: new Map() };
    const known = asked.found.get(variant);
    if (known !== undefined) return known;
    const found = new Map<number, Taken>();
    denies.forEach((deny, index) => {
      const taken = denyTakes(deny, variant, way, context);
      if (taken.outcome !== "no") found.set(index, taken);
    });
    asked.found.set(variant, found);
    return found;
  };
}
