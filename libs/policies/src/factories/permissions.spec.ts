import {
  type AccessRequest,
  evaluate,
  type Policies,
  type RequestPrincipal,
} from "@security-auto/iam-evaluator";
import {
  defaultProductArn,
  eventBusArn,
  functionArn,
  type IdentityStatement,
  policyDocument,
  queueArn,
  type ResourceStatement,
  ruleArn,
  tableArn,
  topicArn,
  type TrustStatement,
} from "@security-auto/iam-policy";

import {
  assumeOrganizationRole,
  assumeRole,
  attachToVpc,
  countItems,
  decryptWithKey,
  importFindings,
  invokeFunction,
  keepVpcFromCode,
  letAlarmPublish,
  letAlarmUseKey,
  letEventBridgeUseKey,
  letLogsUseKey,
  letOrganizationPutEvents,
  letRuleSend,
  pollQueue,
  publishToTopic,
  putEvents,
  readAccessPointPolicies,
  readAccount,
  readBuckets,
  sendToQueue,
  takeFromQueue,
  trustLambda,
  trustRole,
  trustRule,
  useKey,
  writeBuckets,
} from ".";
import { ACCESS_READS } from "./s3";

const place = { region: "us-west-2", accountId: "111122223333" };
const topic = topicArn({ ...place, name: "security-alerts" });
const queue = queueArn({ ...place, name: "security-auto-failures" });
const bus = eventBusArn({ ...place, name: "SecurityAutomation" });
const code = functionArn({ ...place, name: "security-auto-S3" });
const sourceArn = ruleArn({ ...place, busName: "SecurityAutomation", name: "S3-security-remediations" });
const source = { sourceArn, sourceAccount: "111122223333" };
const key = "arn:aws:kms:us-west-2:111122223333:key/1234";
const targetRole = "arn:aws:iam::111122223333:role/target";
const readRole = "arn:aws:iam::444455556666:role/security-read";
const register = tableArn({ ...place, name: "security-auto" });
const group = "arn:aws:logs:us-west-2:111122223333:log-group:/aws/lambda/security-auto-S3";
const bucket = "arn:aws:s3:::somebodys-bucket";
const networkInterface = "arn:aws:ec2:us-west-2:111122223333:network-interface/*";

const accessPoints = (accountId: string) => `arn:aws:s3:*:${accountId}:accesspoint/*`;

const ROLE_ARN = "arn:aws:iam::111122223333:role/lambda-slaw-s3";
const TRUSTED_USER = "arn:aws:iam::111122223333:user/lambda-slaw-s3";
const ofOrganization = { "aws:PrincipalOrgID": "o-exampleorg1" };

const role = {
  kind: "aws",
  arn: ROLE_ARN,
  accountId: "111122223333",
} as const satisfies RequestPrincipal;
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
const forOther = { ...forRule, "aws:SourceArn": `${sourceArn}-2` };
const forOtherAccount = { ...forRule, "aws:SourceAccount": "444455556666" };

type Ask = readonly [
  principal: RequestPrincipal,
  action: string,
  resource: string,
  context?: AccessRequest["context"],
  /** Of the resource, where its ARN does not say. */
  owner?: string,
];

interface Row {
  readonly name: string;
  readonly policies: Policies;
  /** What the factory is made for. */
  readonly allowed: Ask;
  /** What comes near, and must not pass. */
  readonly denied: readonly Ask[];
}

const table: readonly Row[] = [
  {
    name: "invokeFunction",
    policies: identity(invokeFunction({ functionArn: code })),
    allowed: [role, "lambda:InvokeFunction", code],
    denied: [
      [role, "lambda:InvokeFunction", `${code}:prod`],
      [role, "lambda:UpdateFunctionCode", code],
    ],
  },
  {
    name: "publishToTopic",
    policies: identity(publishToTopic({ topicArn: topic })),
    allowed: [role, "sns:Publish", topic],
    denied: [
      [role, "sns:Publish", `${topic}-2`],
      [role, "sns:Subscribe", topic],
    ],
  },
  {
    name: "sendToQueue",
    policies: identity(sendToQueue({ queueArn: queue })),
    allowed: [role, "sqs:SendMessage", queue],
    denied: [
      [role, "sqs:SendMessage", `${queue}-2`],
      [role, "sqs:ReceiveMessage", queue],
    ],
  },
  {
    name: "takeFromQueue",
    policies: identity(takeFromQueue({ queueArn: queue })),
    allowed: [role, "sqs:ReceiveMessage", queue],
    denied: [
      [role, "sqs:ReceiveMessage", `${queue}-2`],
      [role, "sqs:SendMessage", queue],
      [role, "sqs:PurgeQueue", queue],
      [role, "sqs:SetQueueAttributes", queue],
    ],
  },
  {
    name: "pollQueue",
    policies: identity(pollQueue({ queueArn: queue })),
    allowed: [role, "sqs:ReceiveMessage", queue],
    denied: [
      [role, "sqs:ReceiveMessage", `${queue}-2`],
      [role, "sqs:SendMessage", queue],
      [role, "sqs:PurgeQueue", queue],
      [role, "sqs:SetQueueAttributes", queue],
    ],
  },
  {
    name: "countItems",
    policies: identity(countItems({ tableArn: register, partitions: ["COUNTER#*"] })),
    allowed: [role, "dynamodb:UpdateItem", register, { "dynamodb:LeadingKeys": ["COUNTER#remediation"] }],
    denied: [
      [role, "dynamodb:UpdateItem", register, { "dynamodb:LeadingKeys": ["BUCKET#1#b"] }],
      [role, "dynamodb:UpdateItem", register],
      [role, "dynamodb:UpdateItem", `${register}-2`, { "dynamodb:LeadingKeys": ["COUNTER#remediation"] }],
      [role, "dynamodb:PutItem", register, { "dynamodb:LeadingKeys": ["COUNTER#remediation"] }],
      [role, "dynamodb:DeleteItem", register, { "dynamodb:LeadingKeys": ["COUNTER#remediation"] }],
    ],
  },
  {
    name: "putEvents",
    policies: identity(putEvents({ eventBusArn: bus })),
    allowed: [role, "events:PutEvents", bus],
    denied: [
      [role, "events:PutEvents", `${bus}-2`],
      [role, "events:PutRule", bus],
    ],
  },
  {
    name: "letAlarmPublish",
    policies: resource(letAlarmPublish({ topicArn: topic, ...source })),
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
    name: "assumeOrganizationRole",
    policies: {
      ...identity(
        assumeOrganizationRole({
          partition: "aws",
          roleName: "security-read",
          organizationId: "o-exampleorg1",
        }),
      ),
      ...trust({ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }),
    },
    allowed: [role, "sts:AssumeRole", readRole, { "aws:ResourceOrgID": "o-exampleorg1" }],
    denied: [
      [role, "sts:AssumeRole", readRole, { "aws:ResourceOrgID": "o-exampleorg2" }],
      [role, "sts:AssumeRole", readRole],
      [role, "sts:AssumeRole", `${readRole}-2`, { "aws:ResourceOrgID": "o-exampleorg1" }],
    ],
  },
  {
    name: "readBuckets in one account",
    policies: {
      ...identity(readBuckets({ reads: ACCESS_READS, resourceAccount: "111122223333" })),
      // Even if the bucket's policy allows it.
      ...resource({ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: bucket }),
    },
    allowed: [role, "s3:GetBucketOwnershipControls", bucket, {}, "111122223333"],
    denied: [
      [role, "s3:GetBucketOwnershipControls", bucket, {}, "444455556666"],
      [role, "s3:PutBucketAcl", bucket, {}, "444455556666"],
    ],
  },
  {
    name: "readBuckets, the six",
    policies: identity(readBuckets()),
    allowed: [role, "s3:GetBucketPublicAccessBlock", bucket, {}, "111122223333"],
    denied: [
      [role, "s3:GetBucketOwnershipControls", bucket, {}, "111122223333"],
      [role, "s3:GetAccountPublicAccessBlock", "*"],
      [role, "s3:PutBucketPolicy", bucket, {}, "111122223333"],
      [role, "s3:GetObject", `${bucket}/key`, {}, "111122223333"],
    ],
  },
  {
    name: "writeBuckets",
    policies: identity(writeBuckets({ writes: ["s3:PutBucketPolicy"], resourceAccount: "111122223333" })),
    allowed: [role, "s3:PutBucketPolicy", bucket, {}, "111122223333"],
    denied: [
      [role, "s3:PutBucketPolicy", bucket, {}, "444455556666"],
      [role, "s3:PutBucketPolicy", bucket],
      [role, "s3:DeleteBucketPolicy", bucket, {}, "111122223333"],
      [role, "s3:GetBucketPolicy", bucket, {}, "111122223333"],
      [role, "s3:PutObject", `${bucket}/key`, {}, "111122223333"],
    ],
  },
  {
    name: "readAccount",
    policies: identity(readAccount({ accountId: "111122223333" })),
    allowed: [role, "s3:GetAccountPublicAccessBlock", "*", { "s3:ResourceAccount": "111122223333" }],
    denied: [
      [role, "s3:GetAccountPublicAccessBlock", "*", { "s3:ResourceAccount": "444455556666" }],
      [role, "s3:ListAccessPoints", "*", { "s3:ResourceAccount": "444455556666" }],
      [role, "s3:PutAccountPublicAccessBlock", "*", { "s3:ResourceAccount": "111122223333" }],
      [role, "s3:ListAllMyBuckets", "*", { "s3:ResourceAccount": "111122223333" }],
    ],
  },
  {
    name: "readAccessPointPolicies",
    policies: identity(readAccessPointPolicies({ accessPointArn: accessPoints("111122223333") })),
    allowed: [role, "s3:GetAccessPointPolicy", "arn:aws:s3:eu-west-1:111122223333:accesspoint/shared"],
    denied: [
      [role, "s3:GetAccessPointPolicy", "arn:aws:s3:eu-west-1:444455556666:accesspoint/shared"],
      [role, "s3:PutAccessPointPolicy", "arn:aws:s3:eu-west-1:111122223333:accesspoint/shared"],
      [role, "s3:GetObject", "arn:aws:s3:eu-west-1:111122223333:accesspoint/shared/object/key"],
    ],
  },
  {
    name: "assumeRole",
    policies: {
      ...identity(assumeRole({ roleArn: readRole })),
      ...trust({ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }),
    },
    allowed: [role, "sts:AssumeRole", readRole],
    denied: [
      [role, "sts:AssumeRole", `${readRole}-2`],
      [role, "sts:AssumeRole", readRole.replace("444455556666", "777788889999")],
      [role, "sts:TagSession", readRole],
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
    name: "attachToVpc",
    policies: identity(...attachToVpc({ ...place, subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] })),
    allowed: [role, "ec2:CreateNetworkInterface", networkInterface],
    denied: [
      [role, "ec2:CreateNetworkInterface", "arn:aws:ec2:us-west-2:111122223333:subnet/subnet-2"],
      [role, "ec2:CreateNetworkInterface", "arn:aws:ec2:us-west-2:111122223333:security-group/sg-2"],
      [role, "ec2:DeleteNetworkInterface", "arn:aws:ec2:us-east-1:111122223333:network-interface/eni-1"],
      [role, "ec2:RunInstances", "*"],
    ],
  },
  {
    name: "keepVpcFromCode",
    policies: identity(
      ...attachToVpc({ ...place, subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] }),
      keepVpcFromCode({ functionArn: code }),
    ),
    allowed: [role, "ec2:CreateNetworkInterface", networkInterface],
    denied: [[role, "ec2:CreateNetworkInterface", networkInterface, { "lambda:SourceFunctionArn": code }]],
  },
  {
    name: "importFindings",
    policies: identity(importFindings({ productArn: defaultProductArn(place) })),
    allowed: [role, "securityhub:BatchImportFindings", defaultProductArn(place)],
    denied: [
      [role, "securityhub:BatchImportFindings", "arn:aws:securityhub:us-west-2::product/aws/guardduty"],
      [role, "securityhub:BatchImportFindings", defaultProductArn({ ...place, region: "eu-west-1" })],
      [role, "securityhub:BatchUpdateFindings", defaultProductArn(place)],
    ],
  },
  {
    name: "decryptWithKey",
    policies: {
      ...identity(decryptWithKey({ keyArn: key, viaService: "sqs.us-west-2.amazonaws.com" })),
      ...resource({ Effect: "Allow", Principal: { AWS: "111122223333" }, Action: "kms:*", Resource: "*" }),
    },
    allowed: [role, "kms:Decrypt", key, { "kms:ViaService": "sqs.us-west-2.amazonaws.com" }],
    denied: [
      [role, "kms:GenerateDataKey", key, { "kms:ViaService": "sqs.us-west-2.amazonaws.com" }],
      [role, "kms:Decrypt", key, { "kms:ViaService": "s3.us-west-2.amazonaws.com" }],
      [role, "kms:Decrypt", key],
    ],
  },
  {
    name: "useKey",
    policies: {
      ...identity(useKey({ keyArn: key, viaService: "sqs.us-west-2.amazonaws.com" })),
      ...resource({
        Effect: "Allow",
        Principal: { AWS: "111122223333" },
        Action: "kms:*",
        Resource: "*",
      }),
    },
    allowed: [role, "kms:GenerateDataKey", key, { "kms:ViaService": "sqs.us-west-2.amazonaws.com" }],
    denied: [
      [role, "kms:GenerateDataKey", key, { "kms:ViaService": "s3.us-west-2.amazonaws.com" }],
      [role, "kms:GenerateDataKey", key],
      [role, "kms:ScheduleKeyDeletion", key, { "kms:ViaService": "sqs.us-west-2.amazonaws.com" }],
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
    name: "letAlarmUseKey",
    policies: resource(letAlarmUseKey(source)),
    allowed: [cloudWatch, "kms:GenerateDataKey", key, forRule],
    denied: [
      [cloudWatch, "kms:GenerateDataKey", key, forOther],
      [eventBridge, "kms:GenerateDataKey", key, forRule],
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
];

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

describe.each(table)("$name", ({ policies, allowed, denied }) => {
  test("allows what it is for", () => {
    expect(decide(allowed, policies)).toBe("allowed");
  });

  test.each(denied.map((ask) => ({ ask })))("and nothing that comes near: $ask", ({ ask }) => {
    expect(decide(ask, policies)).toMatch(/denied$/);
  });
});

function decide([principal, action, on, context = {}, owner]: Ask, policies: Policies): string {
  const request = { principal, action, resource: on, context };
  return evaluate(owner === undefined ? request : { ...request, resourceAccount: owner }, policies).decision;
}

function identity(...statements: readonly IdentityStatement[]): Policies {
  return { identity: [{ name: "identity", document: policyDocument(...statements) }] };
}

function resource(statement: ResourceStatement): Policies {
  return { resource: { name: "resource", document: policyDocument(statement) } };
}

function trust(statement: TrustStatement): Policies {
  return { resource: { name: "trust", document: policyDocument(statement) } };
}
