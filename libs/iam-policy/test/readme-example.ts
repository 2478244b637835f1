import { parseArn, parsePolicyDocument, partitionOf, statementsOf } from "../src";

/** Whose buckets a policy names, in one line. */
export function bucketsIn(text: string): string {
  const policy = parsePolicyDocument(text);
  if (!policy.success) return `${policy.error.path}: ${policy.error.reason}`;
  const resources = statementsOf(policy.data).flatMap(({ Resource = [] }) => Resource);
  return resources.map((resource) => parseArn(resource)?.resource ?? resource).join(", ");
}

console.log(partitionOf("eusc-de-east-1"));
