import type { Decision, NamedPolicy } from "@security-auto/iam-evaluator";
import { type AcceptedStatement, statementsOf } from "@security-auto/iam-policy";
import { accountOf, type Caller } from "../../identity/caller";
import { type Call, decideCall, recordCall } from "../../identity/decide-call";
import { aclGrants } from "./acl";
import { type Bucket, effectiveAcl } from "./bucket";
import type { BucketCall, BucketOperation, S3 } from "./operation";
import { accessDenied, S3Error } from "./s3-error";

/**
 * Asks IAM whether a bucket's call may be made: the caller's policies, the bucket's policy and ACL as far as Block
 * Public Access lets them count.
 *
 * @throws S3Error `AccessDenied` (403), or `MethodNotAllowed` (405) for what only the bucket owner's account may do
 */
export function authorizeBucketCall(operation: BucketOperation, call: BucketCall): void {
  const { s3, request, caller, bucket } = call;
  const asked = { caller, action: operation.action, resource: bucket.arn };
  const refuse = (because: string): never => {
    recordCall(asked, { decision: "denied", because });
    throw accessDenied();
  };
  const expected = request.headers["x-amz-expected-bucket-owner"];
  if (expected !== undefined && expected !== bucket.accountId) {
    refuse(`the bucket belongs to ${bucket.accountId}, the caller expects ${expected}`);
  }
  if (bucket.refused.has(operation.action)) refuse(`the scenario refuses ${operation.action} to everybody`);
  const resourcePolicy = countingPolicy(operation, call);
  authorize(
    {
      ...asked,
      request,
      resourceAccount: bucket.accountId,
      context: { "s3:ResourceAccount": bucket.accountId, ...operation.context?.(request) },
      ...(resourcePolicy !== undefined && { resourcePolicy }),
    },
    s3,
  );
  if (operation.ownAccountOnly === true && accountOf(caller) !== bucket.accountId) {
    throw new S3Error("MethodNotAllowed", 405, "The specified method is not allowed against this resource.");
  }
}

/** @throws S3Error `AccessDenied` */
export function authorize(call: Call, s3: S3): void {
  const keys = {
    "s3:authType": "REST-HEADER",
    "s3:signatureversion": "AWS4-HMAC-SHA256",
    "s3:TlsVersion": "1.3",
  };
  const decision = decideCall({ ...call, context: { ...keys, ...call.context } }, s3);
  recordCall(call, decision);
  if (decision.decision !== "allowed") throw accessDenied(messageOf(call, decision));
}

/** The bucket's policy, with the grants of its ACL as a statement: what of both counts for this caller. */
function countingPolicy(
  { action, acl: permission }: BucketOperation,
  { s3, caller, bucket }: BucketCall,
): NamedPolicy | undefined {
  const account = accountOf(caller);
  const block = s3.store.blockOf(bucket);
  const isForeign = account !== bucket.accountId;
  const isCutOff = isForeign && block.restrictPublicBuckets && bucket.policy?.isPublic === true;
  const policy = bucket.policy?.named;
  const own = policy === undefined ? [] : statementsOf(policy.document);
  const statements = isCutOff ? own.filter(({ Effect }) => Effect === "Deny") : own;
  const byAcl =
    isForeign && permission !== undefined && aclGrants(effectiveAcl(bucket, block), account, permission)
      ? [aclStatement(action, bucket, caller)]
      : [];
  if (policy === undefined && byAcl.length === 0) return undefined;
  const name = policy?.name ?? `ACL of bucket ${bucket.name}`;
  return { name, document: { ...policy?.document, Statement: [...statements, ...byAcl] } };
}

function aclStatement(action: string, bucket: Bucket, caller: Caller): AcceptedStatement {
  return {
    Sid: "BucketAcl",
    Effect: "Allow",
    Principal: caller.kind === "anonymous" ? "*" : { AWS: caller.accountId },
    Action: action,
    Resource: bucket.arn,
  };
}

/** As S3 words it: with a reason only within an account. */
function messageOf(
  { caller, action, resource, resourceAccount, resourcePolicy }: Call,
  decision: Exclude<Decision, { decision: "allowed" }>,
): string {
  if (caller.kind === "anonymous" || caller.accountId !== resourceAccount) return "Access Denied";
  const who = `User: ${caller.arn} is not authorized to perform: ${action} on resource: "${resource}"`;
  switch (decision.decision) {
    case "explicitly denied": {
      const isResources = decision.statement.policy === resourcePolicy?.name;
      return `${who} with an explicit deny in ${isResources ? "a resource-based policy" : "an identity-based policy"}`;
    }
    case "implicitly denied":
      return `${who} because no identity-based policy allows the ${action} action`;
    case "refused":
      return `${who}: ${decision.because}`;
  }
}
