import { type AccessPoints, valueOf } from "@security-auto/s3-exposure";
import { NOTHING_BLOCKED } from "../s3/bucket/bucket";
import type { Place } from "./place";
import { policyText } from "./read-values";
import type { ScenarioAccessPoint, ScenarioAccessPoints } from "./scenario";

/** What names an access point, in our words and in S3's. */
const NAMING_KEYS = ["name", "Name", "arn", "AccessPointArn"];

/** Access points as they were described. A block that is missing blocks nothing; the policy stays as it is written. */
export function readAccessPoints(written: Place, { list, more }: AccessPoints): ScenarioAccessPoints {
  const places = (Array.isArray(written.value) ? written : written.need("AccessPointList")).list();
  return {
    more,
    list: list.map((point, index): ScenarioAccessPoint => {
      const place = places[index];
      if (!NAMING_KEYS.some((key) => place?.get(key))) place?.need("name");
      const policy = place?.get("policy") ?? place?.get("Policy");
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
