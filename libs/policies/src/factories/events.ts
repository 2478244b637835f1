import {
  type Condition,
  exact,
  type IdentityStatement,
  type ResourceStatement,
} from "@security-auto/iam-policy";

/** May put events on one bus, in this account or another. */
export function putEvents({ eventBusArn }: { readonly eventBusArn: string }): IdentityStatement {
  return { Effect: "Allow", Action: "events:PutEvents", Resource: exact(eventBusArn, "event bus ARN") };
}

/** Events that a rule of an account forwards, in place of any that the account puts. */
export interface ForwardedEvents {
  /** Their `source`, such as `aws.s3`. Only AWS puts events of a source that begins with `aws.`. */
  readonly sources: readonly string[];
  /** The roles of the forwarding rules, in any account: an ARN with wildcards. */
  readonly roleArns: string;
}

/**
 * Bus policy: every account of one organization may put events. The sending rule needs a role of
 * its own, because `aws:PrincipalOrgID` is set only for principals that belong to an account.
 *
 * With `forwarded` an account may forward such events and put none of its own: an event of another source, one that a call of
 * PutEvents puts, and one that another role sends are refused.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html
 */
export function letOrganizationPutEvents({
  eventBusArn,
  organizationId,
  forwarded,
}: {
  readonly eventBusArn: string;
  /** `o-` and ten or more letters and digits. */
  readonly organizationId: string;
  /** Default: any events, however they are put. */
  readonly forwarded?: ForwardedEvents;
}): ResourceStatement {
  return {
    Effect: "Allow",
    Principal: "*",
    Action: "events:PutEvents",
    Resource: exact(eventBusArn, "event bus ARN"),
    Condition: {
      StringEquals: { "aws:PrincipalOrgID": exact(organizationId, "organization id") },
      ...(forwarded !== undefined && onlyForwarded(forwarded)),
    },
  };
}

/** `events:source` may have several values: each has to be one of ours, and there has to be one. */
function onlyForwarded({ sources, roleArns }: ForwardedEvents): Condition {
  return {
    ArnLike: { "aws:PrincipalArn": roleArns },
    Bool: { "events:eventBusInvocation": "true" },
    "ForAllValues:StringEquals": { "events:source": sources.map((source) => exact(source, "event source")) },
    Null: { "events:source": "false" },
  };
}
