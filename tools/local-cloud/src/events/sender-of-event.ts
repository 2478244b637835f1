import type { NamedPolicy, RequestPrincipal } from "@security-auto/iam-evaluator";
import { parseArn, policyDocument } from "@security-auto/iam-policy";
import { at, isObject } from "../core/json";
import type { Ask } from "../iam/authorizer";
import type { PolicyStore } from "../iam/policy-store";
import type { EventBus } from "../state/event-bus";
import { eventKeys } from "./event-keys";

/** Who puts an event on a bus, and what the trace is to hold. */
export interface PutEventOptions {
  /**
   * ARN of a user or role, or a 12-digit account. Default: a role of the account that the event names, such as the policy of
   * the bus asks for, and only for an event that a rule of the bus matches: the account's own rule forwards no other.
   */
  readonly principal?: string;
  /**
   * Whether a rule of the sender's forwards the event. Default: for the default principal, and for a 12-digit account; a user
   * or role that is named calls PutEvents itself.
   */
  readonly forwarded?: boolean;
  /** Organization of the sender. Default: the one that the bus allows. */
  readonly organizationId?: string;
  /** Whether the trace says why a rule did not match. Default: as the cloud was started. */
  readonly explain?: boolean;
}

/** The sender's account allows it to put events anywhere; the question here is whether the bus accepts them. */
const SENDER_POLICIES: readonly NamedPolicy[] = [
  {
    name: "policy of the sender",
    document: policyDocument({ Effect: "Allow", Action: "events:PutEvents", Resource: "*" }),
  },
];

const FORWARDING_ROLE = "event-forwarding";

/** A user or role that is named calls PutEvents itself; anybody else has a rule. */
export function isForwarded(principal: string | undefined): boolean {
  return parseArn(principal ?? "") === undefined;
}

/** The question whether `bus` takes an event from its sender. */
export function askToPutEvent(
  event: unknown,
  bus: EventBus,
  policies: PolicyStore,
  { principal, organizationId, forwarded = isForwarded(principal) }: PutEventOptions,
): Ask {
  return {
    principal: principalOf(principal ?? accountOf(event) ?? bus.accountId, bus, policies),
    action: "events:PutEvents",
    resource: bus.arn,
    context: {
      ...eventKeys(event, { forwarded }),
      ...(organizationId !== undefined && { "aws:PrincipalOrgID": organizationId }),
    },
    role: { policies: SENDER_POLICIES },
  };
}

function accountOf(event: unknown): string | undefined {
  const account = at(event, "account");
  return typeof account === "string" && /^\d{12}$/.test(account) ? account : undefined;
}

function principalOf(sender: string, bus: EventBus, policies: PolicyStore): RequestPrincipal {
  const arn = parseArn(sender);
  if (arn !== undefined) {
    return { kind: "aws", arn: sender, accountId: arn.accountId };
  }
  const { partition = "aws", region = "" } = parseArn(bus.arn) ?? {};
  const role = roleNameIn(conditionValue(bus, policies, "aws:PrincipalArn"), region) ?? FORWARDING_ROLE;
  const roleArn = `arn:${partition}:iam::${sender}:role/${role}`;
  const session = `arn:${partition}:sts::${sender}:assumed-role/${role.slice(role.lastIndexOf("/") + 1)}/events`;
  return { kind: "aws", arn: session, accountId: sender, roleArn };
}

/** A role's name, path included, that a pattern of ARNs matches: rules belong to a region, and so do their roles' names. */
function roleNameIn(pattern: string | undefined, region: string): string | undefined {
  return pattern?.split(":role/")[1]?.replaceAll("*", region).replaceAll("?", "x");
}

/** The organization that the policy of a bus names, if it names one. */
export function organizationOf(bus: EventBus, policies: PolicyStore): string | undefined {
  return conditionValue(bus, policies, "aws:PrincipalOrgID");
}

/** The first value that the policy of a bus has for a condition key. */
function conditionValue(bus: EventBus, policies: PolicyStore, key: string): string | undefined {
  const statements: unknown = policies.of(bus.arn)?.document.Statement;
  for (const statement of Array.isArray(statements) ? statements : [statements]) {
    const condition = at(statement, "Condition");
    for (const keys of isObject(condition) ? Object.values(condition) : []) {
      const value = at(keys, key);
      if (typeof value === "string") return value;
      if (Array.isArray(value) && typeof value[0] === "string") return value[0];
    }
  }
  return undefined;
}
