import { type AccessRequest, type Decision, evaluate, type NamedPolicy } from "@security-auto/iam-evaluator";
import { type AcceptedStatement, parseArn, policyDocument } from "@security-auto/iam-policy";
import type { Holder } from "./held-statement";

/**
 * Whether a holder's policies have to agree to a request: a role's to all that is done in the role, a trust policy to whoever assumes the
 * role, a resource's to what comes from a service or from another account. A bus's policy has a say in what the programs of the bus's account put as
 * well: a private bus is closed to them by it.
 */
export function concerns({ kind, arn }: Holder, request: AccessRequest): boolean {
  const { principal, resource } = request;
  return kind === "role"
    ? principal.kind === "aws" && principal.roleArn === arn
    : resource === arn &&
        (kind === "trust" || principal.kind !== "aws" || crossesAccounts(request) || isPutByProgram(request));
}

/** Whether a holder's policies can only deny a request: a topic's grant nothing to the roles of its account. */
export function mayDeny({ kind, arn }: Holder, request: AccessRequest): boolean {
  return kind === "resource" && request.resource === arn && isPublishedByRole(request);
}

/** What IAM would say if only these statements of the holder had a say, and the other side agreed to everything. */
export function decideOnSide(
  { kind }: Holder,
  statements: readonly AcceptedStatement[],
  request: AccessRequest,
): Decision {
  const policy: NamedPolicy = {
    name: "policy",
    document: { Version: "2012-10-17", Statement: statements },
  };
  return evaluate(
    request,
    kind === "role"
      ? { identity: [policy], resource: leftToAccountOf(request) }
      : {
          identity: isAskedOfBothSides(kind, request) ? [ANYTHING] : [],
          resource: policy,
        },
  );
}

/** Whether the caller's own policies have a say too; here they allow everything. */
function isAskedOfBothSides(kind: Holder["kind"], request: AccessRequest): boolean {
  const isAssumed = kind === "trust" && request.principal.kind === "aws";
  return isAssumed || crossesAccounts(request) || isByOwnAccount(request);
}

/** An event that a call of PutEvents puts, and no rule forwards. */
export function isPutByProgram({ action, context = {} }: AccessRequest): boolean {
  return action === "events:PutEvents" && context["events:eventBusInvocation"] === "false";
}

/** A message that a role publishes. */
export function isPublishedByRole({ action, principal }: AccessRequest): boolean {
  return action === "sns:Publish" && principal.kind === "aws";
}

/** Whether the own policies of the caller suffice: the resource's can only deny it. */
const isByOwnAccount = (request: AccessRequest): boolean =>
  isPutByProgram(request) || isPublishedByRole(request);

function crossesAccounts({ principal, resource, resourceAccount }: AccessRequest): boolean {
  const owner = resourceAccount ?? parseArn(resource)?.accountId ?? "";
  return principal.kind === "aws" && owner !== "" && owner !== principal.accountId;
}

const ANYTHING: NamedPolicy = {
  name: "anything",
  document: policyDocument({ Effect: "Allow", Action: "*", Resource: "*" }),
};

/** A resource that leaves it to the caller's account whom it allows: then the caller's own policies decide alone. */
function leftToAccountOf({ principal }: AccessRequest): NamedPolicy {
  const { accountId, arn } = principal.kind === "aws" ? principal : { accountId: "", arn: "" };
  const { partition = "aws" } = parseArn(arn) ?? {};
  return {
    name: "left to the account",
    document: policyDocument({
      Effect: "Allow",
      Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
      Action: "*",
      Resource: "*",
    }),
  };
}
