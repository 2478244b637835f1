import type { ServicePrincipal } from "../arn/service-principal";
import type { ResourceStatement } from "../policy-document";
import { type ActingFor, actingFor } from "./source-condition";

/** Key policy: a service may write to an encrypted topic or queue for one rule or alarm. */
export function letServiceUseKey({
  service,
  ...source
}: ActingFor & { readonly service: ServicePrincipal }): ResourceStatement {
  return {
    Effect: "Allow",
    Principal: { Service: service },
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    // In a key policy: the key it hangs on.
    Resource: "*",
    Condition: actingFor(source),
  };
}
