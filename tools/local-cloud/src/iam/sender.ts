import type { RequestPrincipal } from "@security-auto/iam-evaluator";
import { parseArn } from "@security-auto/iam-policy";
import type { RequestContext } from "./authorizer";
import type { Role } from "./role";

/** Who delivers something: an AWS service in its own name, or a role. */
export type Sender =
  | {
      readonly kind: "service";
      /** E.g. `events.amazonaws.com`. */
      readonly service: string;
      /** `aws:SourceArn`, `aws:SourceAccount` and the like. */
      readonly context: RequestContext;
    }
  | {
      readonly kind: "role";
      readonly roleArn: string;
      /** `undefined` when the assembly does not make this role: nothing is known of its permissions. */
      readonly role: Role | undefined;
      readonly session: string;
      /** The service that takes the role on for this delivery, as its trust policy sees it. */
      readonly assumedBy?: { readonly service: string; readonly context: RequestContext };
    };

export function servicePrincipal(service: string): RequestPrincipal {
  return { kind: "service", service };
}

/** The session of a role, as IAM sees it. */
export function sessionPrincipal(
  role: Pick<Role, "arn" | "name" | "accountId">,
  session: string,
): Extract<RequestPrincipal, { kind: "aws" }> {
  const { partition = "aws" } = parseArn(role.arn) ?? {};
  return {
    kind: "aws",
    arn: `arn:${partition}:sts::${role.accountId}:assumed-role/${role.name}/${session}`,
    accountId: role.accountId,
    roleArn: role.arn,
  };
}
