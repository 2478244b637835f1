import type { RequestPrincipal } from "@security-auto/iam-evaluator";
import { alarmArn, ruleArn } from "@security-auto/iam-policy";

import {
  accessTable,
  bus,
  identity,
  key,
  place,
  queue,
  readRole,
  resource,
  role,
  ROLE_ARN,
  topic,
  trust,
} from "../../test/access-table";
import {
  letAlarmsPublish,
  letAlarmsUseKey,
  letEventBridgeUseKey,
  letLogsUseKey,
  letOrganizationPutEvents,
  letRuleSend,
  putEvents,
  trustLambda,
  trustRole,
  trustRule,
} from ".";

const sourceArn = ruleArn({ ...place, busName: "SecurityAutomation", name: "S3-security-remediations" });
const source = { sourceArn, sourceAccount: "111122223333" };
const targetRole = "arn:aws:iam::111122223333:role/target";
const group = "arn:aws:logs:us-west-2:111122223333:log-group:/aws/lambda/security-auto-S3";

const TRUSTED_USER = "arn:aws:iam::111122223333:user/lambda-slaw-s3";
const ofOrganization = { "aws:PrincipalOrgID": "o-exampleorg1" };

const member: RequestPrincipal = {
  kind: "aws",
  arn: "arn:aws:iam::444455556666:role/sender",
  accountId: "444455556666",
};
const sender: RequestPrincipal = {
  kind: "aws",
  arn: "arn:aws:sts::444455556666:assumed-role/sender-us-west-2/events",
  accountId: "444455556666",
  roleArn: "arn:aws:iam::444455556666:role/sender-us-west-2",
};
const FORWARDED = { ...ofOrganization, "events:eventBusInvocation": "true", "events:source": "aws.s3" };
const eventBridge: RequestPrincipal = { kind: "service", service: "events.amazonaws.com" };
const cloudWatch: RequestPrincipal = { kind: "service", service: "cloudwatch.amazonaws.com" };
const lambda: RequestPrincipal = { kind: "service", service: "lambda.amazonaws.com" };
const logs: RequestPrincipal = { kind: "service", service: "logs.us-west-2.amazonaws.com" };

const forRule = { "aws:SourceArn": sourceArn, "aws:SourceAccount": "111122223333" };
const forAlarm = { ...forRule, "aws:SourceArn": alarmArn({ ...place, name: "errors" }) };
const forOther = { ...forRule, "aws:SourceArn": `${sourceArn}-2` };
const forOtherAccount = { ...forRule, "aws:SourceAccount": "444455556666" };

accessTable([
  {
    name: "letAlarmsPublish",
    policies: resource(
      letAlarmsPublish({ topicArn: topic, ...source, sourceArn: [source.sourceArn, `${sourceArn}-3`] }),
    ),
    allowed: [cloudWatch, "sns:Publish", topic, forRule],
    denied: [
      [cloudWatch, "sns:Publish", topic, forOther],
      [cloudWatch, "sns:Publish", topic, forOtherAccount],
      [eventBridge, "sns:Publish", topic, forRule],
    ],
  },
  {
    name: "letRuleSend",
    policies: resource(letRuleSend({ queueArn: queue, ...source })),
    allowed: [eventBridge, "sqs:SendMessage", queue, forRule],
    denied: [
      [eventBridge, "sqs:SendMessage", queue, forOther],
      [eventBridge, "sqs:SendMessage", queue, forOtherAccount],
      [eventBridge, "sqs:SendMessage", queue],
      [eventBridge, "sqs:SendMessage", `${queue}-2`, forRule],
      [role, "sqs:SendMessage", queue, forRule],
    ],
  },
  {
    name: "letOrganizationPutEvents",
    policies: {
      ...identity(putEvents({ eventBusArn: bus })),
      ...resource(letOrganizationPutEvents({ eventBusArn: bus, organizationId: "o-exampleorg1" })),
    },
    allowed: [member, "events:PutEvents", bus, { "aws:PrincipalOrgID": "o-exampleorg1" }],
    denied: [
      [member, "events:PutEvents", bus, { "aws:PrincipalOrgID": "o-exampleorg2" }],
      [member, "events:PutEvents", bus],
      [{ kind: "anonymous" }, "events:PutEvents", bus],
      [member, "events:PutRule", bus, { "aws:PrincipalOrgID": "o-exampleorg1" }],
    ],
  },
  {
    name: "letOrganizationPutEvents, forwarded ones",
    policies: {
      ...identity(putEvents({ eventBusArn: bus })),
      ...resource(
        letOrganizationPutEvents({
          eventBusArn: bus,
          organizationId: "o-exampleorg1",
          forwarded: { sources: ["aws.s3", "aws.s3express"], roleArns: "arn:aws:iam::*:role/sender-*" },
        }),
      ),
    },
    allowed: [sender, "events:PutEvents", bus, FORWARDED],
    denied: [
      [sender, "events:PutEvents", bus, { ...FORWARDED, "aws:PrincipalOrgID": "o-exampleorg2" }],
      [sender, "events:PutEvents", bus, { ...FORWARDED, "events:eventBusInvocation": "false" }],
      [sender, "events:PutEvents", bus, { ...FORWARDED, "events:source": "aws.ec2" }],
      [sender, "events:PutEvents", bus, { ...FORWARDED, "events:source": "aws.s3control" }],
      [sender, "events:PutEvents", bus, { ...FORWARDED, "events:source": ["aws.s3", "custom"] }],
      [sender, "events:PutEvents", bus, { ...ofOrganization, "events:source": "aws.s3" }],
      [sender, "events:PutEvents", bus, { ...ofOrganization, "events:eventBusInvocation": "true" }],
      [member, "events:PutEvents", bus, FORWARDED],
      [{ kind: "anonymous" }, "events:PutEvents", bus, FORWARDED],
      [eventBridge, "events:PutEvents", bus, FORWARDED],
    ],
  },
  {
    name: "trustRole, two roles",
    policies: {
      ...identity({ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" }),
      ...trust(trustRole({ roleArn: [`${ROLE_ARN}-1`, ROLE_ARN], organizationId: "o-exampleorg1" })),
    },
    allowed: [role, "sts:AssumeRole", readRole, ofOrganization],
    denied: [
      [role, "sts:AssumeRole", readRole],
      [{ ...role, arn: `${ROLE_ARN}-2` }, "sts:AssumeRole", readRole, ofOrganization],
      [{ ...role, arn: `${ROLE_ARN}-1` }, "sts:AssumeRole", readRole],
      [member, "sts:AssumeRole", readRole, ofOrganization],
    ],
  },
  {
    name: "trustRole",
    policies: {
      ...identity({ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" }),
      ...trust(trustRole({ roleArn: ROLE_ARN, organizationId: "o-exampleorg1" })),
    },
    allowed: [role, "sts:AssumeRole", readRole, ofOrganization],
    denied: [
      [role, "sts:AssumeRole", readRole],
      [role, "sts:AssumeRole", readRole, { "aws:PrincipalOrgID": "o-exampleorg2" }],
      [{ ...role, arn: `${ROLE_ARN}-2` }, "sts:AssumeRole", readRole, ofOrganization],
      [{ ...role, arn: "arn:aws:iam::111122223333:root" }, "sts:AssumeRole", readRole, ofOrganization],
      [{ ...role, arn: TRUSTED_USER }, "sts:AssumeRole", readRole, ofOrganization],
      [{ ...role, arn: ROLE_ARN.replace("role/", "role/path/") }, "sts:AssumeRole", readRole, ofOrganization],
      [member, "sts:AssumeRole", readRole, ofOrganization],
      [lambda, "sts:AssumeRole", readRole, ofOrganization],
      [role, "sts:TagSession", readRole, ofOrganization],
    ],
  },
  {
    name: "trustLambda",
    policies: trust(trustLambda()),
    allowed: [lambda, "sts:AssumeRole", targetRole],
    denied: [
      [eventBridge, "sts:AssumeRole", targetRole],
      [role, "sts:AssumeRole", targetRole],
    ],
  },
  {
    name: "trustRule",
    policies: trust(trustRule(source)),
    allowed: [eventBridge, "sts:AssumeRole", targetRole, forRule],
    denied: [
      [eventBridge, "sts:AssumeRole", targetRole, forOther],
      [eventBridge, "sts:AssumeRole", targetRole, forOtherAccount],
      [eventBridge, "sts:AssumeRole", targetRole],
      [lambda, "sts:AssumeRole", targetRole, forRule],
    ],
  },
  {
    name: "letEventBridgeUseKey",
    policies: resource(letEventBridgeUseKey()),
    allowed: [eventBridge, "kms:GenerateDataKey", key],
    denied: [
      [eventBridge, "kms:ScheduleKeyDeletion", key],
      [lambda, "kms:GenerateDataKey", key],
    ],
  },
  {
    name: "letAlarmsUseKey",
    policies: resource(letAlarmsUseKey(place)),
    allowed: [cloudWatch, "kms:GenerateDataKey", key, forAlarm],
    denied: [
      [cloudWatch, "kms:GenerateDataKey", key, forRule],
      [cloudWatch, "kms:GenerateDataKey", key, { ...forAlarm, "aws:SourceAccount": "444455556666" }],
      [eventBridge, "kms:GenerateDataKey", key, forAlarm],
    ],
  },
  {
    name: "letLogsUseKey",
    policies: resource(
      letLogsUseKey({ ...place, functionNames: ["security-auto-findings", "security-auto-S3"] }),
    ),
    allowed: [logs, "kms:Encrypt", key, { "kms:EncryptionContext:aws:logs:arn": group }],
    denied: [
      [logs, "kms:Encrypt", key, { "kms:EncryptionContext:aws:logs:arn": `${group}-restrict` }],
      [logs, "kms:Encrypt", key],
      [eventBridge, "kms:Encrypt", key, { "kms:EncryptionContext:aws:logs:arn": group }],
    ],
  },
]);

test.each([TRUSTED_USER, "arn:aws:iam::111122223333:root", "lambda-slaw-s3"])(
  "trustRole refuses %s, which is no role",
  (roleArn) => {
    expect(() => trustRole({ roleArn, organizationId: "o-exampleorg1" })).toThrow("is not the ARN of a role");
  },
);

test("trustRole refuses roles of several accounts: the principal is one", () => {
  const roleArn = [ROLE_ARN, ROLE_ARN.replace("111122223333", "444455556666")];
  expect(() => trustRole({ roleArn, organizationId: "o-exampleorg1" })).toThrow("of one account");
});
