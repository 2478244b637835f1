import type { Asked } from "@security-auto/local-cloud";
import { evaluate, type RequestPrincipal } from "@security-auto/iam-evaluator";
import type { AcceptedStatement } from "@security-auto/iam-policy";
import type { HeldPolicies, HeldStatement, Holder } from "../src/policies/held-statement";

export const ROLE_ARN = "arn:aws:iam::111122223333:role/reader";
export const QUEUE_ARN = "arn:aws:sqs:us-west-2:111122223333:failures";
export const BUCKET_ARN = "arn:aws:s3:::ledger";

export const ROLE: Holder = { kind: "role", arn: ROLE_ARN };
export const TRUST: Holder = { kind: "trust", arn: ROLE_ARN };
export const QUEUE: Holder = { kind: "resource", arn: QUEUE_ARN };

/** Statements in the order given, as if of one policy. */
export function held(holder: Holder, ...statements: readonly AcceptedStatement[]): readonly HeldStatement[] {
  return statements.map((statement, index) => ({
    holder,
    policy: "p",
    index,
    statement,
    place: { template: "central", logicalId: "Resource", path: ["Statement", index] },
  }));
}

export function policiesOf(...statements: readonly HeldStatement[]): HeldPolicies {
  return { holders: [ROLE, TRUST, QUEUE], statements };
}

export const IN_ROLE = {
  kind: "aws",
  arn: "arn:aws:sts::111122223333:assumed-role/reader/session",
  accountId: "111122223333",
  roleArn: ROLE_ARN,
} as const satisfies RequestPrincipal;
export const EVENT_BRIDGE: RequestPrincipal = { kind: "service", service: "events.amazonaws.com" };

/** A question, answered by all the policies that have a say. */
export function asked(
  { statements }: HeldPolicies,
  principal: RequestPrincipal,
  action: string,
  resource: string,
  more: Partial<Asked["request"]> = {},
): Asked {
  const of = (wanted: (holder: Holder) => boolean) =>
    statements.filter(({ holder }) => wanted(holder)).map(({ statement }) => statement);
  const request = { principal, action, resource, ...more };
  const decision = evaluate(request, {
    identity: [
      { name: "p", document: { Version: "2012-10-17", Statement: of(({ kind }) => kind === "role") } },
    ],
    resource: {
      name: "p",
      document: {
        Version: "2012-10-17",
        Statement: of(({ kind, arn }) => kind !== "role" && arn === resource),
      },
    },
  });
  return { request, decision };
}
