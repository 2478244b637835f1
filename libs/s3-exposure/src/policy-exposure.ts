import type { BucketFacts } from "./bucket-facts";
import type { Evidence } from "./evidence";
import { between, exactly, exceeds } from "./exposure";
import { valueOf, whyUnread } from "./facet";
import type { Statement } from "./policy/statement";
import type { PolicyFlag } from "./policy-flag";
import { settingOf } from "./public-access-block";
import {
  limitedTo,
  perhapsNothing,
  perhapsUpTo,
  type Reach,
  reachBecause,
  widestReach,
} from "./access/reach";
import { namesServices } from "./access/names-services";
import { inPolicy, type PolicyReach } from "./access/reach-of-policy";
import { DELEGATING_KEYS } from "./access/ways";

/** How far the bucket is opened by its policy, under the public access blocks. */
export function policyExposure(
  facts: BucketFacts,
  flag: PolicyFlag,
  found: PolicyReach | undefined,
): PolicyExposure {
  const { policy } = facts.facets;
  if (found !== undefined) {
    const { people, services, namedServices, openToServices } = found;
    const restricted = settingOf("restrictPublicBuckets", facts).state;
    const blocked = underBlocks(asAwsSees(people, flag, facts), facts, flag);
    const isCutOff =
      (flag.isPublic === true && restricted === "on") || (flag.status === false && flag.classified === true);
    const mayBeCutOff = flag.isPublic !== false && restricted !== "off";
    const left = isCutOff ? namedServices : mayBeCutOff ? upTo(namedServices, services) : services;
    return {
      reach: beside(blocked, left),
      openToServices: isCutOff ? openToServices.filter(namesServices) : openToServices,
    };
  }
  const why = whyUnread(policy);
  const reach =
    why === undefined
      ? reachBecause(exactly("private"), inPolicy(null, [], "there is no bucket policy"))
      : reachBecause(between("private", "public"), inPolicy(null, [], `what it grants is not known: ${why}`));
  return { reach, openToServices: [] };
}

export interface PolicyExposure {
  readonly reach: Reach;
  /** Allows by which a service may act for anyone. */
  readonly openToServices: readonly Statement[];
}

/** At least as far as one, at most as far as the other. */
function upTo(least: Reach, most: Reach): Reach {
  return {
    atLeast: least.atLeast,
    atMost: most.atMost,
    evidence: (end) => (end === "atLeast" ? least : most).evidence(end),
  };
}

/** Services count beside people only where they have wider access. */
function beside(people: Reach, services: Reach): Reach {
  const isFurther = exceeds(services.atLeast, people.atLeast) || exceeds(services.atMost, people.atMost);
  return isFurther ? widestReach([people, services]) : people;
}

// AWS's flag says nothing of services, of access points, of narrow ranges that add up, or of values that only look fixed: that
// counts as it was found.
function asAwsSees(reach: Reach, { status, classified, mayOverlook }: PolicyFlag, facts: BucketFacts): Reach {
  if (status === false && classified !== false && !mayOverlook && !delegatesTo(facts))
    return limitedTo(
      "external",
      reach,
      inStatus("AWS says the policy is not public, so it allows only a known set of callers"),
    );
  return status === true && classified === false
    ? perhapsUpTo("public", reach, inStatus("AWS says the policy is public, which its text does not show"))
    : reach;
}

function underBlocks(reach: Reach, facts: BucketFacts, flag: PolicyFlag): Reach {
  const { isPublic, status, classified, mayOverlook } = flag;
  if (reach.atMost === "private") return reach;
  const restrict = settingOf("restrictPublicBuckets", facts);
  if (isPublic === false) {
    // What the text calls public is cut off, should AWS come to see it so; what it does not is as wide as was found.
    const isContradictory = status === false && classified === true && restrict.state === "on";
    return isContradictory
      ? perhapsNothing(
          reach,
          restrict.evidence("RestrictPublicBuckets is on, and by its text the policy is public"),
        )
      : reach;
  }
  if (restrict.state === "off") return reach;
  if (restrict.state === "unknown") return perhapsNothing(reach, restrict.evidence("RestrictPublicBuckets"));
  if (isPublic === true)
    return reachBecause(
      exactly("private"),
      restrict.evidence(
        "RestrictPublicBuckets is on and the policy is public: it allows only the bucket owner's account and AWS services",
      ),
    );
  const ifPublic = restrict.evidence(
    "RestrictPublicBuckets is on: if the policy is public, only the bucket owner's account and AWS services have access",
  );
  const perhapsCutOff = perhapsNothing(reach, ifPublic);
  // If it is not, it allows only a known set of callers.
  return mayOverlook ? perhapsCutOff : limitedTo("external", perhapsCutOff, ifPublic);
}

function delegatesTo({ facets: { policy } }: BucketFacts): boolean {
  return [...(valueOf(policy)?.mentions.keys ?? [])].some((key) => DELEGATING_KEYS.has(key));
}

function inStatus(because: string): Evidence {
  return { source: "policy status", statement: null, grants: [], because };
}
