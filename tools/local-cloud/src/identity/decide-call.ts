import { type AccessRequest, type Decision, evaluate, type NamedPolicy } from "@security-auto/iam-evaluator";
import type { AwsRequest } from "../http/aws-request";
import type { DecisionListener } from "../iam/asked";
import { describePrincipal } from "../iam/authorizer";
import { accountOf, type Caller, principalOf } from "./caller";
import type { FaultTrace } from "../faults/faults";
import type { Organizations } from "../iam/organizations";

/** One call over HTTP, as IAM judges it. */
export interface Call {
  readonly caller: Caller;
  readonly request: AwsRequest;
  /** The permission, e.g. `s3:GetBucketAcl`. */
  readonly action: string;
  /** ARN, or `*` for a call without a resource. */
  readonly resource: string;
  /** Owner of the resource. */
  readonly resourceAccount?: string;
  readonly resourcePolicy?: NamedPolicy;
  /** Condition keys of the service. */
  readonly context?: Readonly<Record<string, string>>;
}

/** Whom IAM knows, and who hears what it decides. */
export interface Iam {
  readonly organizations: Organizations;
  readonly onDecision?: DecisionListener;
}

/**
 * What IAM says to a call. Calls over loopback count as encrypted, and as coming from `127.0.0.1`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function decideCall(call: Call, { organizations, onDecision }: Iam): Decision {
  const { caller, request, action, resource, resourceAccount, resourcePolicy } = call;
  const now = new Date();
  const known = caller.kind === "anonymous" ? undefined : caller;
  const asked: AccessRequest = {
    principal: principalOf(caller),
    action,
    resource,
    ...(resourceAccount !== undefined && { resourceAccount }),
    context: {
      "aws:CurrentTime": `${now.toISOString().slice(0, 19)}Z`,
      "aws:EpochTime": String(Math.floor(now.getTime() / 1000)),
      "aws:SecureTransport": "true",
      "aws:SourceIp": "127.0.0.1",
      "aws:ViaAWSService": "false",
      ...keyIf("aws:UserAgent", request.headers["user-agent"]),
      ...keyIf("aws:RequestedRegion", request.signature?.region),
      ...keyIf("aws:userid", known?.principalId),
      ...organizations.contextOf(accountOf(caller), resourceAccount),
      ...call.context,
    },
  };
  const decision = evaluate(asked, {
    ...(known !== undefined && { identity: known.policies }),
    ...(known?.boundary !== undefined && { boundary: known.boundary }),
    ...(known?.session !== undefined && { session: known.session }),
    ...(resourcePolicy !== undefined && { resource: resourcePolicy }),
  });
  onDecision?.({ request: asked, decision });
  return decision;
}

export function keyIf(name: string, value: string | null | undefined): Record<string, string> {
  return value === undefined || value === null ? {} : { [name]: value };
}

/** Reports a call to whom the caller's calls are reported; `because` when it was refused. */
export function recordCall(
  { caller, action, resource }: Pick<Call, "caller" | "action" | "resource">,
  decision: Decision | { readonly decision: "denied"; readonly because: string },
): void {
  if (caller.kind === "anonymous" || caller.recorder === undefined) return;
  const allowed = decision.decision === "allowed";
  caller.recorder.record({
    call: {
      action,
      resource,
      decision: allowed ? "allowed" : "denied",
      account: caller.accountId,
      ...(caller.kind === "role" && { role: caller.name }),
    },
    ...(!allowed && {
      denial: {
        principal: describePrincipal(caller.principal),
        action,
        resource,
        decision: decision.decision === "denied" ? "explicitly denied" : decision.decision,
        because: decision.because,
      },
    }),
  });
}

/** Reports that a fault was injected into a call. */
export function recordFault(caller: Caller, fault: FaultTrace): void {
  if (caller.kind !== "anonymous") caller.recorder?.recordFault(fault);
}
