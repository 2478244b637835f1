import { partitionOf, policyDocument, urlSuffixOf } from "@security-auto/iam-policy";
import { readItems, useKey } from "@security-auto/policies";
import type { FunctionPlace } from "../register/function-place";

/**
 * The least that whoever makes a report needs, as a policy for a role or user of the environment's account: it reads the register and
 * nothing else.
 *
 * @returns JSON text
 */
export function reportPolicy({ tableArn, region, keyArn }: FunctionPlace): string {
  const viaService = `dynamodb.${region}.${urlSuffixOf(partitionOf(region))}`;
  return JSON.stringify(
    policyDocument(
      readItems({ tableArn }),
      ...(keyArn === undefined ? [] : [useKey({ keyArn, viaService })]),
    ),
    null,
    2,
  );
}
