import type { AcceptedStatement } from "@security-auto/iam-policy";

import { type AccessRequest, evaluate, type NamedPolicy } from "../src";
import { type Actor, CAST } from "./cast";

/** Policies by the side they stand on; each is a list of statements. */
export interface Sides {
  readonly identity?: readonly AcceptedStatement[];
  readonly resource?: readonly AcceptedStatement[];
  readonly boundary?: readonly AcceptedStatement[];
  /** Several session policies. */
  readonly session?: readonly (readonly AcceptedStatement[])[];
}

export const REPORT = "arn:aws:s3:::reports/2024.csv";

/** What IAM answers to `s3:GetObject` on a report of account 111122223333. */
export function decide(
  actor: Actor,
  { identity, resource, boundary, session }: Sides,
  more: Partial<AccessRequest> = {},
) {
  const request: AccessRequest = {
    principal: CAST[actor],
    action: "s3:GetObject",
    resource: REPORT,
    resourceAccount: "111122223333",
    ...more,
  };
  return evaluate(request, {
    ...(identity !== undefined && { identity: [policy("identity", identity)] }),
    ...(resource !== undefined && { resource: policy("resource", resource) }),
    ...(boundary !== undefined && { boundary: policy("boundary", boundary) }),
    ...(session !== undefined && {
      session: session.map((statements, index) => policy(`session ${index}`, statements)),
    }),
  });
}

function policy(name: string, statements: readonly AcceptedStatement[]): NamedPolicy {
  return { name, document: { Version: "2012-10-17", Statement: statements } };
}

/** A statement for objects, or for what `Action` says; `Principal` for one of a resource. */
export function allow(Sid: string, more: Partial<AcceptedStatement> = {}): AcceptedStatement {
  return { Sid, Effect: "Allow", Action: "s3:GetObject", Resource: "*", ...more };
}

export function deny(Sid: string, more: Partial<AcceptedStatement> = {}): AcceptedStatement {
  return { ...allow(Sid, more), Effect: "Deny" };
}
