import { partitionOf, policyDocument, urlSuffixOf } from "@security-auto/iam-policy";
import { invokeFunction, queryIndex, readItems, useKey } from "@security-auto/policies";
import { OPEN_FINDINGS_INDEX } from "@security-auto/register";
import type { FunctionPlace } from "../register/function-place";

/**
 * The least that whoever reads, accepts and suppresses findings needs, as a policy for a role or user of the environment's account. It
 * writes nothing: the function does.
 *
 * @returns JSON text
 */
export function findingsPolicy({ tableArn, functionArn, region, keyArn }: FunctionPlace): string {
  const viaService = `dynamodb.${region}.${urlSuffixOf(partitionOf(region))}`;
  return JSON.stringify(
    policyDocument(
      readItems({ tableArn }),
      queryIndex({ tableArn, indexName: OPEN_FINDINGS_INDEX }),
      invokeFunction({ functionArn }),
      ...(keyArn === undefined ? [] : [useKey({ keyArn, viaService })]),
    ),
    null,
    2,
  );
}
