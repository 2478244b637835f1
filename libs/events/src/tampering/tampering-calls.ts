/** The services whose calls can end the forwarding of changes, under the name that CloudTrail and EventBridge share. */
export const TAMPERING_SERVICES = ["cloudtrail", "events", "sqs", "iam"] as const;

export type TamperingService = (typeof TAMPERING_SERVICES)[number];

/** What a call can take away. The words are those of the checks of coverage. */
export type TamperedCheck = "trail" | "rule" | "forwarding-queue" | "role";

export interface TamperingCallFacts {
  readonly takes: TamperedCheck;
  /** Where in the request the call names what it changes. Absent: any trail may be the one that counts. */
  readonly namedBy?: "name" | "rule" | "queueUrl" | "roleName";
  /** What is said of it, as the end of a sentence about what is named. */
  readonly did: string;
  /** Whether our own deployment makes the call too: made through CloudFormation, it is no finding by itself. */
  readonly deploys?: true;
}

/**
 * The calls that can end the forwarding of changes, or of these calls. The patterns of the rules, what an event means and the table of the
 * documentation follow from it.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Operations.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Operations.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-logging-using-cloudtrail.html
 */
export const TAMPERING_CALLS = {
  cloudtrail: {
    StopLogging: { takes: "trail", did: "has stopped logging" },
    DeleteTrail: { takes: "trail", did: "was deleted" },
    UpdateTrail: { takes: "trail", did: "was changed" },
    PutEventSelectors: { takes: "trail", did: "logs other events now" },
  },
  events: {
    DisableRule: { takes: "rule", namedBy: "name", did: "is disabled" },
    DeleteRule: { takes: "rule", namedBy: "name", did: "was deleted" },
    PutRule: { takes: "rule", namedBy: "name", did: "was changed", deploys: true },
    PutTargets: { takes: "rule", namedBy: "rule", did: "has other targets", deploys: true },
    RemoveTargets: { takes: "rule", namedBy: "rule", did: "has fewer targets" },
  },
  sqs: {
    DeleteQueue: { takes: "forwarding-queue", namedBy: "queueUrl", did: "was deleted" },
  },
  iam: {
    DeleteRole: { takes: "role", namedBy: "roleName", did: "was deleted" },
    DeleteRolePolicy: { takes: "role", namedBy: "roleName", did: "has lost its policy" },
    PutRolePolicy: { takes: "role", namedBy: "roleName", did: "has another policy", deploys: true },
    AttachRolePolicy: { takes: "role", namedBy: "roleName", did: "has one more policy" },
    PutRolePermissionsBoundary: { takes: "role", namedBy: "roleName", did: "has a permissions boundary" },
    UpdateAssumeRolePolicy: { takes: "role", namedBy: "roleName", did: "trusts others now", deploys: true },
  },
} as const satisfies Readonly<Record<TamperingService, Readonly<Record<string, TamperingCallFacts>>>>;

export interface ListedTamperingCall {
  readonly service: TamperingService;
  readonly call: string;
  readonly facts: TamperingCallFacts;
}

/** All of them, in the order of the table. */
export function listTamperingCalls(): readonly ListedTamperingCall[] {
  return TAMPERING_SERVICES.flatMap((service) =>
    Object.entries<TamperingCallFacts>(TAMPERING_CALLS[service]).map(([call, facts]) => ({
      service,
      call,
      facts,
    })),
  );
}
