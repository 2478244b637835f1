import { type IdentityStatement, partitionOf, policyDocument, urlSuffixOf } from "@security-auto/iam-policy";
import { invokeFunction, readItems, useKey } from "@security-auto/policies";
import type { FunctionPlace } from "./function-place";

/**
 * The least that whoever reads the register needs, and what a command needs beside that, as a policy for a role or user of the
 * environment's account. It allows nothing on any bucket, and writes nothing.
 *
 * @returns JSON text
 */
export function registerPolicy(
  { tableArn, region, keyArn }: FunctionPlace,
  ...more: readonly IdentityStatement[]
): string {
  const viaService = `dynamodb.${region}.${urlSuffixOf(partitionOf(region))}`;
  return JSON.stringify(
    policyDocument(
      readItems({ tableArn }),
      ...more,
      ...(keyArn === undefined ? [] : [useKey({ keyArn, viaService })]),
    ),
    null,
    2,
  );
}

/** As {@link registerPolicy}, for whoever asks a function for work too: the function reads and writes, and only where the environment lets it. */
export const askPolicy = (place: FunctionPlace): string => registerPolicy(place, invokeFunction(place));
