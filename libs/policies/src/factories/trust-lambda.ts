import type { TrustStatement } from "@security-auto/iam-policy";

import { SERVICE_PRINCIPALS } from "./service-principal";

/** Trust policy of a function's role. */
export function trustLambda(): TrustStatement {
  return {
    Effect: "Allow",
    Principal: { Service: SERVICE_PRINCIPALS.lambda },
    Action: "sts:AssumeRole",
  };
}
