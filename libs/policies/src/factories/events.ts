import {
  type Condition,
  exact,
  type IdentityStatement,
  type OneOrMany,
  type ResourceStatement,
} from "@security-auto/iam-policy";

/** Events of one source and of certain kinds. */
export interface EventKinds {
  readonly source: string;
  readonly detailTypes: readonly string[];
}

/**
 * May put events on one bus, in this account or another; with `only`, such events alone. `events:source` and `events:detail-type`
 * may have several values: each has to be one of these, and there has to be one.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html
 */
export function putEvents({
  eventBusArn,
  only,
}: {
  readonly eventBusArn: string;
  /** Default: any events. */
  readonly only?: EventKinds;
}): IdentityStatement {
  const statement = {
    Effect: "Allow",
    Action: "events:PutEvents",
    Resource: exact(eventBusArn, "event bus ARN"),
  } as const;
  return only === undefined
    ? statement
    : {
        ...statement,
        Condition: {
          "ForAllValues:StringEquals": {
            "events:source": exact(only.source, "event source"),
            "events:detail-type": only.detailTypes.map((detailType) => exact(detailType, "detail-type")),
          },
          Null: { "events:source": "false", "events:detail-type": "false" },
        },
      };
}

/** Events that a rule of an account forwards, in place of any that the account puts. */
export interface ForwardedEvents {
  /** Their `source`, such as `aws.s3`. Only AWS puts events of a source that begins with `aws.`. */
  readonly sources: readonly string[];
  /** The roles of the forwarding rules, in any account: ARNs with wildcards. */
  readonly roleArns: OneOrMany<string>;
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

/** Roles that may put events of certain kinds. A role is of one sender. */
export interface BusSender {
  /** Of the bus's own account. */
  readonly roleArns: readonly string[];
  /** The first gives the statement its name: no other sender begins with it. */
  readonly detailTypes: readonly [string, ...string[]];
}

/**
 * Bus policy: only these roles may put events, and each only events of its own kinds. It allows nothing by itself: the roles' own
 * policies do, and another account is not named. Everybody else of the account is denied, whatever their policies allow.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html
 */
export function keepBusPrivate({
  eventBusArn,
  senders,
}: {
  readonly eventBusArn: string;
  readonly senders: readonly BusSender[];
}): readonly ResourceStatement[] {
  const denied = {
    Effect: "Deny",
    Principal: "*",
    Action: "events:PutEvents",
    Resource: exact(eventBusArn, "event bus ARN"),
  } as const;
  const exactly = ({ roleArns }: BusSender) => roleArns.map((arn) => exact(arn, "role ARN"));
  const kindsOf = ({ detailTypes: [first, ...others] }: BusSender) => {
    const kind = exact(first, "detail-type");
    return others.length === 0 ? kind : [kind, ...others.map((other) => exact(other, "detail-type"))];
  };
  return [
    {
      Sid: "OnlyKnownRoles",
      ...denied,
      Condition: { ArnNotEquals: { "aws:PrincipalArn": senders.flatMap(exactly) } },
    },
    ...senders.map((sender): ResourceStatement => ({
      Sid: `${sender.detailTypes[0].replaceAll(" ", "")}Only`,
      ...denied,
      Condition: {
        // With one sender the statement before has left nobody else.
        ...(senders.length > 1 && { ArnEquals: { "aws:PrincipalArn": exactly(sender) } }),
        "ForAnyValue:StringNotEquals": { "events:detail-type": kindsOf(sender) },
      },
    })),
  ];
}

/**
 * May read rules, with their patterns and targets, and change nothing.
 *
 * @param ruleArns - with `*` for the region where a role reads them in all regions
 */
export function readRules({ ruleArns }: { readonly ruleArns: readonly string[] }): IdentityStatement {
  return {
    Effect: "Allow",
    Action: ["events:DescribeRule", "events:ListTargetsByRule"],
    Resource: ruleArns,
  };
}
