import { invokeFunction, queryIndex } from "@security-auto/policies";
import { OPEN_FINDINGS_INDEX } from "@security-auto/register";
import type { FunctionPlace } from "../register/function-place";
import { registerPolicy } from "../register/register-policy";

/**
 * The least that whoever reads, accepts and suppresses findings needs, as a policy for a role or user of the environment's account. It
 * writes nothing: the function does.
 *
 * @returns JSON text
 */
export function findingsPolicy(place: FunctionPlace): string {
  const { tableArn, functionArn } = place;
  return registerPolicy(
    place,
    queryIndex({ tableArn, indexName: OPEN_FINDINGS_INDEX }),
    invokeFunction({ functionArn }),
  );
}
