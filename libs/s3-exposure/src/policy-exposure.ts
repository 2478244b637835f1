import type { BucketFacts } from "./bucket-facts";
import type { Evidence } from "./evidence";
import { between, exactly, exceeds } from "./exposure";
import { valueOf, whyUnread } from "./facet";
import type { Statement } from "./policy/statement";
import type { PolicyFlag } from "./policy-flag";
import { settingOf } from "./public-access-block";
import {
  type Access,
  accessBecause,
  limitedTo,
  perhapsNothing,
  perhapsUpTo,
  widestAccess,
} from "./access/access";
import { namesServices } from "./access/names-services";
import { holdAllAddresses, inPolicy, type PolicyAccess } from "./access/access-by-policy";
import { DELEGATING_KEYS } from "./access/ways";

/** How far the bucket is opened by its policy, under the public access blocks. */
export function policyExposure(
  facts: BucketFacts,
  flag: PolicyFlag,
  found: PolicyAccess | undefined,
): PolicyExposure {
  const { policy } = facts.facets;
  if (found !== undefined) {
    const { people, services, namedServices, openToServices } = found;
    const restricted = settingOf("restrictPublicBuckets", facts).state;
    const blocked = underBlocks(asAwsSees(people, flag, facts), facts, flag);
    const isCutOff =
      (flag.isPublic === true && restricted === "on") || (flag.status === false && flag.classified === true);
    const mayBeCutOff = flag.isPublic !== false && restricted !== "off";
    const left = isCutOff ? namedServices() : mayBeCutOff ? upTo(namedServices(), services) : services;
    return {
      access: beside(blocked, left),
      openToServices: isCutOff ? openToServices.filter(namesServices) : openToServices,
    };
  }
  const why = whyUnread(policy);
  const access =
    why === undefined
      ? accessBecause(exactly("private"), inPolicy(null, [], "there is no bucket policy"))
      : accessBecause(
          between("private", "public"),
          inPolicy(null, [], `what it grants is not known: ${why}`),
        );
  return { access, openToServices: [] };
}

export interface PolicyExposure {
  readonly access: Access;
  /** Allows by which a service may act for anyone. */
  readonly openToServices: readonly Statement[];
}

/** At least as far as one, at most as far as the other. */
function upTo(least: Access, most: Access): Access {
  return {
    atLeast: least.atLeast,
    atMost: most.atMost,
    evidence: (end) => (end === "atLeast" ? least : most).evidence(end),
  };
}

/** Services count beside people only where they have wider access. */
function beside(people: Access, services: Access): Access {
  const isFurther = exceeds(services.atLeast, people.atLeast) || exceeds(services.atMost, people.atMost);
  return isFurther ? widestAccess([people, services]) : people;
}

function asAwsSees(access: Access, flag: PolicyFlag, facts: BucketFacts): Access {
  const { status, classified } = flag;
  if (status === false && classified !== false && isSetUnlessPublic(facts, flag))
    return limitedTo(
      "external",
      access,
      inStatus("AWS says the policy is not public, so it allows only a known set of callers"),
    );
  return status === true && classified === false
    ? perhapsUpTo("public", access, inStatus("AWS says the policy is public, which its text does not show"))
    : access;
}

function underBlocks(access: Access, facts: BucketFacts, flag: PolicyFlag): Access {
  const { isPublic, status, classified } = flag;
  if (access.atMost === "private") return access;
  const restrict = settingOf("restrictPublicBuckets", facts);
  if (isPublic === false) {
    // What the text calls public is cut off, should AWS come to see it so; what it does not is as wide as was found.
    const isContradictory = status === false && classified === true && restrict.state === "on";
    return isContradictory
      ? perhapsNothing(
          access,
          restrict.evidence("RestrictPublicBuckets is on, and by its text the policy is public"),
        )
      : access;
  }
  if (restrict.state === "off") return access;
  if (restrict.state === "unknown") return perhapsNothing(access, restrict.evidence("RestrictPublicBuckets"));
  if (isPublic === true)
    return accessBecause(
      exactly("private"),
      restrict.evidence(
        "RestrictPublicBuckets is on and the policy is public: it allows only the bucket owner's account and AWS services",
      ),
    );
  const ifPublic = restrict.evidence(
    "RestrictPublicBuckets is on: if the policy is public, only the bucket owner's account and AWS services have access",
  );
  const perhapsCutOff = perhapsNothing(access, ifPublic);
  // If it is not, it allows only a known set of callers.
  return isSetUnlessPublic(facts, flag) ? limitedTo("external", perhapsCutOff, ifPublic) : perhapsCutOff;
}

// AWS's flag says nothing of services, of access points, of narrow ranges that add up, or of values that only look fixed: that
// counts as it was found.
function isSetUnlessPublic({ facets }: BucketFacts, { mayOverlook }: PolicyFlag): boolean {
  const policy = valueOf(facets.policy);
  const delegates = [...(policy?.mentions.keys ?? [])].some((key) => DELEGATING_KEYS.has(key));
  return !mayOverlook && !delegates && !holdAllAddresses(policy?.allows ?? []);
}

function inStatus(because: string): Evidence {
  return { source: "policy status", statement: null, grants: [], because };
}
