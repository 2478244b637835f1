import { partitionOf, policyDocument, urlSuffixOf } from "@security-auto/iam-policy";
import { invokeFunction, readItems, useKey } from "@security-auto/policies";
import type { FunctionPlace } from "./function-place";

/**
 * The least that whoever reads the register and asks a function for work needs, as a policy for a role or user of the environment's account.
 * It allows nothing on any bucket: the function reads and writes, and only where the environment lets it.
 *
 * @returns JSON text
 */
export function askPolicy({ tableArn, functionArn, region, keyArn }: FunctionPlace): string {
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
