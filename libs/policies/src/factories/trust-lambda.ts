import { SERVICE_PRINCIPALS } from "../arn/service-principal";
import type { TrustStatement } from "../policy-document";

/** Trust policy of a function's role. */
export function trustLambda(): TrustStatement {
  return {
    Effect: "Allow",
    Principal: { Service: SERVICE_PRINCIPALS.lambda },
    Action: "sts:AssumeRole",
  };
}
