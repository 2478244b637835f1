import { parseArn } from "@security-auto/iam-policy";

import { type Decision, nameOf, type Unsupported } from "./decision";
import { described } from "./describe-request";
import { doubts, unsupportedIn } from "./doubts";
import { gather } from "./gather";
import { type Case, permit, type Permit, type Relation } from "./permit";
import { type AccessRequest, isFederatedUser, type Policies, type RequestPrincipal } from "./request";
import { resourceAccountOf } from "./resource-account";

/**
 * What IAM answers to a request under these policies, and which statement decides.
 *
 * It never throws, and it never guesses: where the answer depends on something it does not know
 * (an operator, a malformed date, an owner that the request does not name), it says `refused` and names it.
 * Conditions see only the keys in `context`, so a key that AWS would send has to be there.
 * Policies of the organization (service and resource control policies) are not part of it.
 *
 * @example
 * const { decision } = evaluate(
 *   {
 *     principal: { kind: "aws", arn: role, accountId: "111122223333" },
 *     action: "sns:Publish",
 *     resource: topic,
 *   },
 *   { identity: [{ name: "publish", document: policyDocument(publishToTopic({ topicArn: topic })) }] },
 * );
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(asked: AccessRequest, policies: Policies): Decision {
  const request = { ...asked, principal: withRole(asked.principal) };
  const unreadable = unsupportedPrincipal(request.principal, policies);
  if (unreadable !== undefined) return refused(request, [unreadable]);
  const statements = gather(request, policies);

  const denies = statements.filter(({ effect }) => effect === "Deny");
  const deny = denies.find(({ answer }) => answer.is === "yes");
  if (deny !== undefined) {
    const because = `${nameOf(deny.ref)} denies ${described(request)}`;
    return { decision: "explicitly denied", statement: deny.ref, because };
  }
  const open = denies.flatMap(({ answer }) => unsupportedIn(answer));
  if (open.length > 0) return refused(request, open);

  const of: Case = { request, policies, statements };
  const relations = relationsOf(request);
  const sure = permitEvery(of, relations);
  if (sure.allowed) return { decision: "allowed", ...granted(sure, request) };
  if (!permitSome(of, relations)) {
    return { decision: "implicitly denied", because: `${described(request)}: ${sure.because}` };
  }
  return refused(request, doubts(of, relations));
}

function granted({ statement, because }: Permit & { readonly allowed: true }, request: AccessRequest) {
  return {
    ...(statement === undefined ? {} : { statement }),
    because: `${described(request)}: ${because}`,
  };
}

/** Allowed however the open question of the accounts is settled. */
function permitEvery(of: Case, relations: readonly Relation[]): Permit {
  const permits = relations.map((relation) => permit(of, relation, "surely"));
  return (
    permits.find(({ allowed }) => !allowed) ??
    permits.at(-1) ?? { allowed: false, because: "no relation of accounts is possible" }
  );
}

function permitSome(of: Case, relations: readonly Relation[]): boolean {
  return relations.some((relation) => permit(of, relation, "possibly").allowed);
}

function relationsOf(request: AccessRequest): readonly Relation[] {
  const owner = resourceAccountOf(request);
  if (owner === undefined) return ["same", "cross"];
  return request.principal.kind === "aws" && request.principal.accountId === owner ? ["same"] : ["cross"];
}

/** A role named without a session acts as itself. */
function withRole(principal: RequestPrincipal): RequestPrincipal {
  if (principal.kind !== "aws" || principal.roleArn !== undefined) return principal;
  const arn = parseArn(principal.arn);
  const isRole = arn?.service === "iam" && arn.resource.startsWith("role/");
  return isRole ? { ...principal, roleArn: principal.arn } : principal;
}

function unsupportedPrincipal(
  principal: RequestPrincipal,
  { session = [] }: Policies,
): Unsupported | undefined {
  if (
    principal.kind === "aws" &&
    principal.roleArn === undefined &&
    principal.arn.includes(":assumed-role/")
  ) {
    return { what: "session without its role", name: principal.arn, where: "request.principal.roleArn" };
  }
  const [policy] = session;
  return policy === undefined || isSession(principal)
    ? undefined
    : {
        what: "session policy of a principal without a session",
        name: policy.name,
        where: "policies.session",
      };
}

/** A role named without a session stands for any of its sessions. */
function isSession(principal: RequestPrincipal): boolean {
  return principal.kind === "aws" && (principal.roleArn !== undefined || isFederatedUser(principal));
}

function refused(request: AccessRequest, unsupported: readonly Unsupported[]): Decision {
  const names = unsupported.map(({ what, name, where }) => `${what} ${name} (${where})`).join("; ");
  return {
    decision: "refused",
    unsupported,
    because: `${described(request)}: the answer depends on what is not known here: ${names}`,
  };
}
