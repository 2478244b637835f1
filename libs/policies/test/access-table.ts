import {
  type AccessRequest,
  evaluate,
  type Policies,
  type RequestPrincipal,
} from "@security-auto/iam-evaluator";
import {
  eventBusArn,
  type IdentityStatement,
  policyDocument,
  queueArn,
  type ResourceStatement,
  topicArn,
  type TrustStatement,
} from "@security-auto/iam-policy";

export const place = { region: "us-west-2", accountId: "111122223333" };
export const topic = topicArn({ ...place, name: "security-alerts" });
export const queue = queueArn({ ...place, name: "security-auto-failures" });
export const bus = eventBusArn({ ...place, name: "SecurityAutomation" });
export const key = "arn:aws:kms:us-west-2:111122223333:key/1234";
export const readRole = "arn:aws:iam::444455556666:role/security-read";

export const ROLE_ARN = "arn:aws:iam::111122223333:role/lambda-slaw-s3";

export const role = {
  kind: "aws",
  arn: ROLE_ARN,
  accountId: "111122223333",
} as const satisfies RequestPrincipal;

export type Ask = readonly [
  principal: RequestPrincipal,
  action: string,
  resource: string,
  context?: AccessRequest["context"],
  /** Of the resource, where its ARN does not say. */
  owner?: string,
];

export interface Row {
  readonly name: string;
  readonly policies: Policies;
  /** What the factory is made for. */
  readonly allowed: Ask;
  /** What comes near, and must not pass. */
  readonly denied: readonly Ask[];
}

export function accessTable(rows: readonly Row[]): void {
  describe.each(rows)("$name", ({ policies, allowed, denied }) => {
    test("allows what it is for", () => {
      expect(decide(allowed, policies)).toBe("allowed");
    });

    test.each(denied.map((ask) => ({ ask })))("and nothing that comes near: $ask", ({ ask }) => {
      expect(decide(ask, policies)).toMatch(/denied$/);
    });
  });
}

function decide([principal, action, on, context = {}, owner]: Ask, policies: Policies): string {
  const request = { principal, action, resource: on, context };
  return evaluate(owner === undefined ? request : { ...request, resourceAccount: owner }, policies).decision;
}

export function identity(...statements: readonly IdentityStatement[]): Policies {
  return { identity: [{ name: "identity", document: policyDocument(...statements) }] };
}

export function resource(statement: ResourceStatement): Policies {
  return { resource: { name: "resource", document: policyDocument(statement) } };
}

export function trust(statement: TrustStatement): Policies {
  return { resource: { name: "trust", document: policyDocument(statement) } };
}
