import type { Decision } from "@security-auto/iam-evaluator";
import type { OpenParts } from "../core/trace-parts";
import { type Authorizer, describePrincipal, type Ask, type RequestContext } from "./authorizer";
import type { Role } from "./role";
import { type Sender, servicePrincipal, sessionPrincipal } from "./sender";

export type Authorized = { readonly success: true } | { readonly success: false; readonly error: string };

/**
 * Asks IAM; a refusal is written into the trace and comes back as the message AWS would give.
 *
 * @param context - Condition keys of the service, beside those of the sender
 */
export function authorize(
  authorizer: Authorizer,
  sender: Sender,
  action: string,
  resource: string,
  parts: OpenParts,
  context: RequestContext = {},
): Authorized {
  if (sender.kind === "service") {
    const principal = servicePrincipal(sender.service);
    const whole = { ...context, ...sender.context };
    return settle(authorizer, { principal, action, resource, context: whole }, parts);
  }
  const assumed = assume(authorizer, sender, parts, { action, resource });
  if (!assumed.success) return assumed;
  const { role } = assumed;
  const principal = sessionPrincipal(role, sender.session);
  return settle(authorizer, { principal, action, resource, context, role }, parts);
}

/**
 * Whether the role of a sender is there, and may be assumed by who does so for the delivery.
 *
 * @param wanted - what the role is assumed for. Default: only to be there
 */
export function assume(
  authorizer: Authorizer,
  { roleArn, role, assumedBy }: Extract<Sender, { kind: "role" }>,
  parts: OpenParts,
  wanted: { readonly action: string; readonly resource: string } = {
    action: "sts:AssumeRole",
    resource: roleArn,
  },
): { readonly success: true; readonly role: Role } | Extract<Authorized, { success: false }> {
  if (role === undefined) {
    const because = `${roleArn} is not made by this assembly: what it may do is not known`;
    parts.denied.push({ principal: roleArn, ...wanted, decision: "implicitly denied", because });
    return { success: false, error: because };
  }
  if (assumedBy === undefined) return { success: true, role };
  const assumed = settle(
    authorizer,
    {
      principal: servicePrincipal(assumedBy.service),
      action: "sts:AssumeRole",
      resource: role.arn,
      context: assumedBy.context,
      resourcePolicy: role.trust,
    },
    parts,
  );
  return assumed.success ? { success: true, role } : assumed;
}

function settle(authorizer: Authorizer, ask: Ask, parts: OpenParts): Authorized {
  const decision = authorizer.decide(ask);
  if (decision.decision === "allowed") return { success: true };
  recordDenial(ask, decision, parts);
  return {
    success: false,
    error: `${describePrincipal(ask.principal)} is not authorized to perform: ${ask.action} on resource: ${ask.resource}`,
  };
}

export function recordDenial(
  { principal, action, resource }: Pick<Ask, "principal" | "action" | "resource">,
  { decision, because }: Exclude<Decision, { decision: "allowed" }>,
  parts: OpenParts,
): void {
  parts.denied.push({ principal: describePrincipal(principal), action, resource, decision, because });
}
