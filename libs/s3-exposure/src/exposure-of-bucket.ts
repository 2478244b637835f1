import { type AclAccess, aclAccess, aclExposure, aclPrincipals } from "./acl-exposure";
import type { BucketFacts } from "./bucket-facts";
import type { Evidence } from "./evidence";
import type { ExposureInterval } from "./exposure";
import { valueOf } from "./facet";
import type { Finding } from "./finding";
import { type ObjectsJudged, objectsOfBucket } from "./objects-of-bucket";
import { policyExposure } from "./policy-exposure";
import { disagreement, policyFlag } from "./policy-flag";
import type { Statement } from "./policy/statement";
import { type Inquiry, inquiryInto, withinShare } from "./access/inquiry";
import { type End, widestAccess } from "./access/access";
import { accessByPolicy, type PolicyAccess } from "./access/access-by-policy";
import { Steps } from "./access/steps";

/** Who can access a bucket, by its policy and its ACL together. */
export interface BucketExposure {
  readonly exposure: ExposureInterval;
  /** For each end, what decided it. */
  readonly evidence: Readonly<Record<End, readonly Evidence[]>>;
  /** AWS's flag, as `GetBucketPolicyStatus` answers it. */
  readonly policyIsPublic: boolean | "unknown";
  /** Whether objects can be opened by ACLs of their own. */
  readonly objects: ObjectsJudged;
  readonly findings: readonly Finding[];
}

/** What judging may depend on beside the facts. */
export interface ExposureOptions {
  /** When the bucket is judged. Absent: whether a condition on the time holds is not known. */
  readonly now?: Date | undefined;
  /** Counts what it costs; a bound of its own unless given. */
  readonly steps?: Steps | undefined;
}

const ACL_SHARE = 1 / 3;

/** Finds how widely a bucket can be accessed, between what was read and what could not be. */
export function exposureOfBucket(facts: BucketFacts, { now, steps }: ExposureOptions = {}): BucketExposure {
  return exposureUnder(facts, accessOf(facts, { now, steps }));
}

/** What the policy and the ACL say, whatever the public access blocks make of it: that takes most of the steps. */
export interface BucketAccess {
  readonly policy: PolicyAccess | undefined;
  readonly acl: AclAccess;
  readonly inquiry: Inquiry;
}

export function accessOf(facts: BucketFacts, { now, steps = new Steps() }: ExposureOptions): BucketAccess {
  const inquiry = inquiryInto(facts, { named: aclPrincipals(facts), now, steps });
  // First, within its share: a policy that is costly to judge hides no grant to everyone.
  const acl = aclAccess(facts, withinShare(inquiry, ACL_SHARE));
  const policy = valueOf(facts.facets.policy);
  return { policy: policy === undefined ? undefined : accessByPolicy(policy, inquiry), acl, inquiry };
}

/** The exposure under the public access blocks of `facts`, whose policy and ACL were looked at before. */
export function exposureUnder(facts: BucketFacts, { policy, acl, inquiry }: BucketAccess): BucketExposure {
  const flag = policyFlag(facts.facets);
  const { access, openToServices } = policyExposure(facts, flag, policy);
  const { atLeast, atMost, evidence } = widestAccess([access, aclExposure(facts, acl)]);
  const unreadable = (valueOf(facts.facets.policy)?.unreadable ?? []).map(({ name, because }): Finding => ({
    kind: "unreadable-statement",
    because: `${name}: ${because}`,
  }));
  return {
    exposure: { atLeast, atMost },
    evidence: { atLeast: evidence("atLeast"), atMost: evidence("atMost") },
    policyIsPublic: flag.isPublic,
    objects: objectsOfBucket(facts),
    findings: [
      ...disagreement(flag),
      ...unreadable,
      ...openToServices.map(serviceForAnyone),
      ...unreadAccessPoints(inquiry),
    ],
  };
}

function serviceForAnyone({ name, principals }: Statement): Finding {
  const services = [...principals.services].join(", ");
  return {
    kind: "service-for-anyone",
    because: `statement "${name}": ${services === "" ? "AWS services" : services} may act for whoever asks; add a condition on aws:SourceAccount, aws:SourceArn, aws:SourceOrgID or aws:SourceOrgPaths`,
  };
}

function unreadAccessPoints({ ways }: Inquiry): readonly Finding[] {
  const isUnread = ways.some(
    ({ route }) => route.kind === "access point" && route.point === undefined && route.own,
  );
  return isUnread
    ? [
        {
          kind: "access-points-not-read",
          because:
            "the policy leaves it to access points whom to allow, and not all of their policies were read: that needs s3:ListAccessPoints, s3:GetAccessPoint, s3:GetAccessPointPolicy and s3:GetAccessPointPolicyStatus",
        },
      ]
    : [];
}
