import type {
  IdentityStatement,
  PolicyDocument,
  ResourceStatement,
  Statement,
  TrustStatement,
} from "./policy-document";

/**
 * A document of statements, in the order given. All are of one kind: a policy that mixes
 * identity and resource statements is refused by AWS, and does not compile here.
 *
 * @example
 * policyDocument(writeLogs({ region, accountId, functionName }), readBuckets());
 */
export function policyDocument(
  ...statements: readonly IdentityStatement[]
): PolicyDocument<IdentityStatement>;
export function policyDocument(
  ...statements: readonly ResourceStatement[]
): PolicyDocument<ResourceStatement>;
export function policyDocument(...statements: readonly TrustStatement[]): PolicyDocument<TrustStatement>;
export function policyDocument(...statements: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}
