import { parseArn } from "@security-auto/iam-policy";
import type { Place } from "./place";
import { policyText, readSettings, readStatus } from "./read-values";
import type { ScenarioAccessPoint, ScenarioAccessPoints } from "./scenario";

/** A list of access points, or what ListAccessPoints returns: with a `NextToken` there are others. */
export function readAccessPoints(given: Place): ScenarioAccessPoints {
  const listed = Array.isArray(given.value) ? undefined : given.need("AccessPointList");
  const list = (listed ?? given).list().map(readAccessPoint);
  return { list, more: listed !== undefined && given.get("NextToken") !== undefined };
}

/** In the words of a description, or as GetAccessPoint returns it. A block that is missing blocks nothing. */
function readAccessPoint(point: Place): ScenarioAccessPoint {
  point.object();
  const arn = (point.get("arn") ?? point.get("AccessPointArn"))?.text();
  const name = (point.get("name") ?? point.get("Name"))?.text() ?? arn?.split("/").at(-1);
  const account = point.get("account")?.accountId() ?? parseArn(arn ?? "")?.accountId;
  const vpc = (point.get("vpc") ?? point.get("VpcConfiguration")?.get("VpcId"))?.text();
  const policy = point.get("policy") ?? point.get("Policy");
  const status = point.get("policyStatus") ?? point.get("PolicyStatus");
  return {
    name: name ?? point.need("name").text(),
    ...(account !== undefined && { account }),
    ...(vpc !== undefined && { vpc }),
    ...(policy !== undefined && { policy: policyText(policy) }),
    ...(status !== undefined && { policyIsPublic: readStatus(status) }),
    publicAccessBlock: readSettings(point.get("publicAccessBlock") ?? point),
  };
}
