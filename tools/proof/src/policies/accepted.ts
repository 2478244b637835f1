import { ACCESS_READS } from "@security-auto/policies";
import type { Grant } from "./grant";

/** A resource with a wildcard that a role has to have. */
export interface AcceptedBroad {
  readonly actions: readonly string[];
  /** Of the whole resource, as the policy has it. */
  readonly resource: RegExp;
  readonly reason: string;
}

/**
 * Every resource with a wildcard that is accepted, in the policies of roles only. One that no grant has any more fails
 * the proof, as does a wildcard that is not here.
 */
export const ACCEPTED_BROAD: readonly AcceptedBroad[] = [
  {
    actions: ACCESS_READS.filter((action) => action !== "s3:GetAccountPublicAccessBlock"),
    resource: /^\*$/,
    reason: "any bucket of the account may be changed, which one the event tells; the account is a condition",
  },
  {
    actions: ["s3:GetAccountPublicAccessBlock"],
    resource: /^\*$/,
    reason: "the action has no resource type: it is about the whole account; the account is a condition",
  },
  {
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resource: /^arn:[^:*?]+:logs:[^:*?]+:\d{12}:log-group:[^:*?]+:\*$/,
    reason: "the streams of the function's own group: their names are Lambda's to choose",
  },
  {
    actions: ["sts:AssumeRole"],
    resource: /^arn:[^:*?]+:iam::\*:role\/[^*?]+$/,
    reason:
      "the role of one name in any account that joins the organization; the organization is a condition",
  },
];

/** A service that may come without saying for whom. */
export interface AcceptedUnsaid {
  readonly service: string;
  readonly action: string;
  readonly reason: string;
}

/** Every service that is let in whatever source it says. One that would be refused all the same fails the proof. */
export const ACCEPTED_UNSAID: readonly AcceptedUnsaid[] = [
  {
    service: "events.amazonaws.com",
    action: "sns:Publish",
    reason:
      "EventBridge names neither rule nor account when it publishes: under a condition every mail is lost",
  },
  {
    service: "lambda.amazonaws.com",
    action: "sts:AssumeRole",
    reason:
      "Lambda takes a role only for a function of the role's own account, made by who may pass the role",
  },
];

/** What accepts the grant's resource. */
export function acceptanceOf({ held, action, resource = "" }: Grant): AcceptedBroad | undefined {
  if (held.holder.kind !== "role") return undefined;
  return ACCEPTED_BROAD.find((broad) => broad.actions.includes(action) && broad.resource.test(resource));
}
