import { type NamedPolicy, parseArn, policyDocument, type RequestPrincipal } from "@security-auto/policies";
import { at, isObject } from "../json";
import type { Ask } from "../iam/authorizer";
import type { PolicyStore } from "../iam/policy-store";
import type { EventBus } from "./event-bus";

/** Who puts an event on a bus, and what the trace is to tell. */
export interface PutEventOptions {
  /** ARN of a user or role, or a 12-digit account. Default: a role of the account that the event names. */
  readonly principal?: string;
  /** Organization of the sender. Default: the one that the bus lets in. */
  readonly organizationId?: string;
  /** Whether the trace says why a rule did not match. Default: as the cloud was started. */
  readonly explain?: boolean;
}

/** The sender's own account lets it put events anywhere; whether the bus takes them is the question here. */
const SENDER_POLICIES: readonly NamedPolicy[] = [
  {
    name: "policy of the sender",
    document: policyDocument({ Effect: "Allow", Action: "events:PutEvents", Resource: "*" }),
  },
];

const FORWARDING_ROLE = "event-forwarding";

/** The question whether `bus` takes an event from its sender. */
export function askToPutEvent(
  event: unknown,
  bus: EventBus,
  { principal, organizationId }: PutEventOptions,
): Ask {
  return {
    principal: principalOf(principal ?? accountOf(event) ?? bus.accountId, bus),
    action: "events:PutEvents",
    resource: bus.arn,
    context: {
      ...textContext("events:source", at(event, "source")),
      ...textContext("events:detail-type", at(event, "detail-type")),
      ...textContext("aws:PrincipalOrgID", organizationId),
    },
    role: { policies: SENDER_POLICIES },
  };
}

function accountOf(event: unknown): string | undefined {
  const account = at(event, "account");
  return typeof account === "string" && /^\d{12}$/.test(account) ? account : undefined;
}

function principalOf(sender: string, bus: EventBus): RequestPrincipal {
  const arn = parseArn(sender);
  if (arn !== undefined) {
    return { kind: "aws", arn: sender, accountId: arn.accountId };
  }
  const partition = parseArn(bus.arn)?.partition ?? "aws";
  const roleArn = `arn:${partition}:iam::${sender}:role/${FORWARDING_ROLE}`;
  const session = `arn:${partition}:sts::${sender}:assumed-role/${FORWARDING_ROLE}/events`;
  return { kind: "aws", arn: session, accountId: sender, roleArn };
}

function textContext(key: string, value: unknown): Record<string, string> {
  return typeof value === "string" ? { [key]: value } : {};
}

/** The organization that the policy of a bus names, if it names one. */
export function organizationOf(bus: EventBus, policies: PolicyStore): string | undefined {
  const statements: unknown = policies.of(bus.arn)?.document.Statement;
  for (const statement of Array.isArray(statements) ? statements : [statements]) {
    const condition = at(statement, "Condition");
    for (const keys of isObject(condition) ? Object.values(condition) : []) {
      const id = at(keys, "aws:PrincipalOrgID");
      if (typeof id === "string") return id;
      if (Array.isArray(id) && typeof id[0] === "string") return id[0];
    }
  }
  return undefined;
}
