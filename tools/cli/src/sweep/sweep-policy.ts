import { partitionOf, policyDocument, urlSuffixOf } from "@security-auto/iam-policy";
import { invokeFunction, readItems, useKey } from "@security-auto/policies";
import type { FunctionPlace } from "../register/function-place";

/**
 * The least that whoever starts a sweep and follows it needs, as a policy for a role or user of the environment's account. It allows
 * nothing on any bucket.
 *
 * @returns JSON text
 */
export function sweepPolicy({ tableArn, functionArn, region, keyArn }: FunctionPlace): string {
  const viaService = `dynamodb.${region}.${urlSuffixOf(partitionOf(region))}`;
  return JSON.stringify(
    policyDocument(
      readItems({ tableArn }),
      invokeFunction({ functionArn }),
      ...(keyArn === undefined ? [] : [useKey({ keyArn, viaService })]),
    ),
    null,
    2,
  );
}
