import {
  type AccessRequest,
  type Decision,
  evaluate,
  type NamedPolicy,
  type RequestPrincipal,
} from "@security-auto/iam-evaluator";
import { parseArn } from "@security-auto/iam-policy";
import { Organizations } from "./organizations";
import type { Asked, DecisionListener } from "./asked";
import type { PolicyStore } from "./policy-store";
import type { Role } from "./role";

export type RequestContext = Readonly<Record<string, string>>;

/** One question to IAM. */
export interface Ask {
  readonly principal: RequestPrincipal;
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
  /** The role that asks, for its policies. */
  readonly role?: Pick<Role, "policies" | "boundary">;
  /** In place of the policy attached to the resource: a role's trust policy. */
  readonly resourcePolicy?: NamedPolicy;
}

/** Beyond this, decisions are forgotten: a replay asks about few resources, but about many senders. */
const MOST_REMEMBERED = 10_000;

/**
 * Asks `evaluate` of `@security-auto/iam-evaluator` what IAM would say. The policies of a running cloud do not change, so
 * an answer is remembered.
 */
export class Authorizer {
  readonly #policies: PolicyStore;
  readonly #organizations: Organizations;
  readonly #onDecision: DecisionListener | undefined;
  readonly #remembered = new Map<string, Asked>();

  constructor(policies: PolicyStore, organizations = new Organizations(), onDecision?: DecisionListener) {
    this.#policies = policies;
    this.#organizations = organizations;
    this.#onDecision = onDecision;
  }

  decide(ask: Ask): Decision {
    const key = keyOf(ask);
    const asked = this.#remembered.get(key) ?? this.#ask(ask);
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
    this.#remembered.set(key, asked);
    this.#onDecision?.(asked);
    return asked.decision;
  }

  #ask(ask: Ask): Asked {
    const resource = ask.resourcePolicy ?? this.#policies.of(ask.resource);
    const request: AccessRequest = {
      principal: ask.principal,
      action: ask.action,
      resource: ask.resource,
      context: {
        "aws:SecureTransport": "true",
        ...this.#organizations.contextOf(accountOf(ask.principal), parseArn(ask.resource)?.accountId),
        ...ask.context,
      },
    };
    const decision = evaluate(request, {
      ...(ask.role !== undefined && { identity: ask.role.policies }),
      ...(ask.role?.boundary !== undefined && { boundary: ask.role.boundary }),
      ...(resource !== undefined && { resource }),
    });
    return { request, decision };
  }
}

function accountOf(principal: RequestPrincipal): string | undefined {
  return principal.kind === "aws" ? principal.accountId : undefined;
}

function keyOf({ principal, action, resource, context }: Ask): string {
  const parts = [describePrincipal(principal), action, resource];
  for (const [key, value] of Object.entries(context)) parts.push(key, value);
  return parts.join("\n");
}

/** A principal as one names it: an ARN or a service. */
export function describePrincipal(principal: RequestPrincipal): string {
  switch (principal.kind) {
    case "aws":
      return principal.arn;
    case "service":
      return principal.service;
    case "federated":
      return principal.provider;
    case "anonymous":
      return "anonymous";
  }
}
