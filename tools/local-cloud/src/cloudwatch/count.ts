import { parseArn } from "@security-auto/iam-policy";
import type { FunctionSpec } from "../runtime/function-spec";
import type { CloudResources } from "../state/cloud-resources";

/** Counts one of a metric of AWS's own, of the thing that has this ARN. */
export function count(
  { metrics }: CloudResources,
  arn: string,
  [namespace, name]: readonly [namespace: string, name: string],
  dimensions: Readonly<Record<string, string>>,
  value = 1,
): void {
  const { accountId = "", region = "" } = parseArn(arn) ?? {};
  metrics.put({ accountId, region, namespace, name, dimensions, value, unit: "Count", at: Date.now() });
}

/** The same of a function. */
export function countOf(
  resources: CloudResources,
  { arn, name }: Pick<FunctionSpec, "arn" | "name">,
  metric: string,
  value = 1,
): void {
  count(resources, arn, ["AWS/Lambda", metric], { FunctionName: name }, value);
}
