import type { TrustStatement } from "@security-auto/iam-policy";

import { SERVICE_PRINCIPALS } from "./service-principal";
import { type ActingFor, actingFor } from "./source-condition";

/** Trust policy of a rule target's execution role: EventBridge, on behalf of that one rule. */
export function trustRule(source: ActingFor): TrustStatement {
  return {
    Effect: "Allow",
    Principal: { Service: SERVICE_PRINCIPALS.events },
    Action: "sts:AssumeRole",
    Condition: actingFor(source),
  };
}
