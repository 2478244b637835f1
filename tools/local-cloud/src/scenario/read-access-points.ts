import { type AccessPoints, valueOf } from "@security-auto/s3-exposure";
import type { Place } from "./place";
import { policyText } from "./read-values";
import type { ScenarioAccessPoint, ScenarioAccessPoints } from "./scenario";

const NOTHING_BLOCKED = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
};

/** Access points as they were described. A block that is missing blocks nothing; the policy stays as it is written. */
export function readAccessPoints(written: Place, { list, more }: AccessPoints): ScenarioAccessPoints {
  const places = (Array.isArray(written.value) ? written : written.need("AccessPointList")).list();
  return {
    more,
    list: list.map((point, index): ScenarioAccessPoint => {
      const policy = places[index]?.get("policy") ?? places[index]?.get("Policy");
      const status = valueOf(point.policyStatus);
      return {
        name: point.name,
        ...(point.accountId !== undefined && { account: point.accountId }),
        ...(point.vpc !== undefined && { vpc: point.vpc }),
        ...(policy !== undefined && { policy: policyText(policy) }),
        ...(status !== undefined && { policyIsPublic: status.isPublic }),
        publicAccessBlock: valueOf(point.publicAccessBlock) ?? NOTHING_BLOCKED,
      };
    }),
  };
}
