import { parseArn } from "@security-auto/iam-policy";
import type { AwsRequest } from "../http/aws-request";
import { ServiceError } from "../http/service-error";
import type { PolicyStore } from "../iam/policy-store";
import type { KnownCaller } from "./caller";
import type { CredentialStore } from "./credential-store";
import { decideCall, type Iam, recordCall } from "./decide-call";

/** What a service needs to know who calls and what they may do. */
export interface Gatekeeping extends Iam {
  readonly credentials: CredentialStore;
  /** Of the resources. */
  readonly policies: PolicyStore;
}

/** What a service calls the ways to be refused; all are answered with 403. */
export interface RefusalCodes {
  readonly unsigned: string;
  readonly unknownKey: string;
  readonly expired: string;
  readonly denied: string;
}

/** @throws ServiceError for who is not signed, not known, or no longer valid */
export function callerOf(
  { signature }: AwsRequest,
  { credentials }: Pick<Gatekeeping, "credentials">,
  codes: RefusalCodes,
): KnownCaller {
  if (signature === undefined) {
    throw new ServiceError(codes.unsigned, 403, "Request is missing Authentication Token");
  }
  const resolved = credentials.resolve(signature.accessKeyId, signature.sessionToken);
  if (resolved.success) return resolved.data;
  throw resolved.error === "expired"
    ? new ServiceError(codes.expired, 403, "The security token included in the request is expired")
    : new ServiceError(codes.unknownKey, 403, "The security token included in the request is invalid.");
}

export interface Admission {
  readonly caller: KnownCaller;
  readonly request: AwsRequest;
  /** The permission, e.g. `sqs:ReceiveMessage`. */
  readonly action: string;
  /** ARN. */
  readonly resource: string;
  /** Condition keys of the service. */
  readonly context?: Readonly<Record<string, string>>;
  /** Whose resource it is. Default: of the account in its ARN. */
  readonly owner?: string;
}

/** @throws ServiceError when IAM does not let the caller */
export function admit(
  { caller, request, action, resource, context = {}, owner }: Admission,
  { policies, ...iam }: Gatekeeping,
  codes: RefusalCodes,
): void {
  const resourcePolicy = policies.of(resource);
  const resourceAccount = owner ?? parseArn(resource)?.accountId;
  const call = {
    caller,
    request,
    action,
    resource,
    context,
    ...(resourceAccount !== undefined && { resourceAccount }),
    ...(resourcePolicy !== undefined && { resourcePolicy }),
  };
  const decision = decideCall(call, iam);
  recordCall(call, decision);
  if (decision.decision === "allowed") return;
  const because =
    decision.decision === "explicitly denied"
      ? "with an explicit deny"
      : `because no policy allows the ${action} action`;
  const message = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} ${because}`;
  throw new ServiceError(codes.denied, 403, message);
}
