import { parseArn } from "@security-auto/iam-policy";
import type { EventPipeline } from "@security-auto/local-cloud";
import { functionLogGroup } from "@security-auto/policies";
import { UsageError } from "../core/usage-error";
import { registerIn } from "../findings/register-place";
import type { FunctionPlace } from "../register/function-place";

/** The call that the canary makes: it can change no access. */
export const CANARY_CALL = "PutBucketTagging";

/** Where what the canary does is to be seen. */
export interface CanaryPlace {
  readonly accountId: string;
  readonly region: string;
  /** Of the function that judges. */
  readonly logGroup: string;
  /** Absent where the environment keeps no register. */
  readonly register?: FunctionPlace;
}

const CHANGE = {
  source: "aws.s3",
  "detail-type": "AWS API Call via CloudTrail",
  detail: { eventSource: "s3.amazonaws.com", eventName: CANARY_CALL },
};

/** @throws UsageError where the stack has no function that changes are sent to */
export function canaryPlace(stack: EventPipeline): CanaryPlace {
  const functionArn = stack.rules
    .filter(({ matches }) => matches(CHANGE))
    .flatMap(({ targets }) => targets.map(({ arn }) => arn))
    .find((arn) => stack.functions.includes(arn));
  const { accountId, region, resource } = parseArn(functionArn ?? "") ?? {};
  if (accountId === undefined || region === undefined || resource === undefined)
    throw new UsageError("the environment's stack has no function that is invoked for changes of S3 buckets");
  const place = { accountId, region, logGroup: functionLogGroup(resource.replace(/^function:/, "")) };
  const register = registerIn(stack);
  return { ...place, ...(register !== undefined && { register }) };
}
