import { defaultProductArn, functionArn, tableArn } from "@security-auto/iam-policy";

import {
  accessTable,
  type Ask,
  bus,
  identity,
  key,
  place,
  queue,
  readRole,
  resource,
  role,
  topic,
  trust,
} from "../../test/access-table";
import {
  assumeOrganizationRole,
  assumeRole,
  attachToVpc,
  countItems,
  decryptWithKey,
  deleteItems,
  importFindings,
  invokeFunction,
  keepVpcFromCode,
  describeAccounts,
  listAccounts,
  listBuckets,
  listTrails,
  pollQueue,
  publishToTopic,
  putEvents,
  readAccessPointPolicies,
  readAccount,
  readBuckets,
  readQueueAttributes,
  readRules,
  readTrails,
  sendToQueue,
  takeFromQueue,
  useKey,
  writeBuckets,
} from ".";
import { ACCESS_READS } from "./s3";

const code = functionArn({ ...place, name: "security-auto-S3" });
const register = tableArn({ ...place, name: "security-auto" });
const bucket = "arn:aws:s3:::somebodys-bucket";
const networkInterface = "arn:aws:ec2:us-west-2:111122223333:network-interface/*";

const accessPoints = (accountId: string) => `arn:aws:s3:*:${accountId}:accesspoint/*`;

const BEYOND_A_CONSUMER: readonly Ask[] = [
  [role, "sqs:ReceiveMessage", `${queue}-2`],
  [role, "sqs:SendMessage", queue],
  [role, "sqs:PurgeQueue", queue],
  [role, "sqs:SetQueueAttributes", queue],
];

const rule = "arn:aws:events:eu-central-1:111122223333:rule/S3-security-forward";
const trail = "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit";

accessTable([
  {
    name: "readRules",
    policies: identity(readRules({ ruleArns: [rule.replace("eu-central-1", "*")] })),
    allowed: [role, "events:DescribeRule", rule],
    denied: [
      [role, "events:DescribeRule", `${rule}-2`],
      [role, "events:DisableRule", rule],
      [role, "events:PutTargets", rule],
    ],
  },
  {
    name: "readQueueAttributes",
    policies: identity(readQueueAttributes({ queueArn: queue })),
    allowed: [role, "sqs:GetQueueAttributes", queue],
    denied: [[role, "sqs:GetQueueAttributes", `${queue}-2`], ...BEYOND_A_CONSUMER],
  },
  {
    name: "listTrails",
    policies: identity(listTrails()),
    allowed: [role, "cloudtrail:DescribeTrails", "*"],
    denied: [[role, "cloudtrail:GetTrailStatus", trail]],
  },
  {
    name: "readTrails",
    policies: identity(readTrails({ partition: "aws" })),
    allowed: [role, "cloudtrail:GetTrailStatus", trail],
    denied: [
      [role, "cloudtrail:StopLogging", trail],
      [role, "cloudtrail:PutEventSelectors", trail],
      [role, "cloudtrail:GetTrail", trail],
    ],
  },
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
    denied: BEYOND_A_CONSUMER,
  },
  {
    name: "pollQueue",
    policies: identity(pollQueue({ queueArn: queue })),
    allowed: [role, "sqs:ReceiveMessage", queue],
    denied: [...BEYOND_A_CONSUMER, [role, "sqs:ChangeMessageVisibility", queue]],
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
    name: "listBuckets",
    policies: identity(listBuckets({ accountId: place.accountId })),
    allowed: [role, "s3:ListAllMyBuckets", "*", { "s3:ResourceAccount": place.accountId }],
    denied: [
      [role, "s3:ListAllMyBuckets", "*", { "s3:ResourceAccount": "444455556666" }],
      [role, "s3:ListAllMyBuckets", "*"],
      [role, "s3:ListBucket", bucket, { "s3:ResourceAccount": place.accountId }],
    ],
  },
  {
    name: "describeAccounts",
    policies: identity(describeAccounts({ partition: "aws", organizationId: "o-exampleorg1" })),
    allowed: [
      role,
      "organizations:DescribeAccount",
      `arn:aws:organizations::${place.accountId}:account/o-exampleorg1/444455556666`,
    ],
    denied: [
      [
        role,
        "organizations:DescribeAccount",
        `arn:aws:organizations::${place.accountId}:account/o-another001/444455556666`,
      ],
      [role, "organizations:ListAccounts", "*"],
    ],
  },
  {
    name: "listAccounts",
    policies: identity(listAccounts()),
    allowed: [role, "organizations:ListAccounts", "*"],
    denied: [[role, "organizations:ListAccountsForParent", "*"]],
  },
  {
    name: "deleteItems",
    policies: identity(deleteItems({ tableArn: register, partitions: ["SWEEP#*"] })),
    allowed: [role, "dynamodb:DeleteItem", register, { "dynamodb:LeadingKeys": "SWEEP#WAITING" }],
    denied: [
      [role, "dynamodb:DeleteItem", register, { "dynamodb:LeadingKeys": "BUCKET#111122223333#ledger" }],
      [role, "dynamodb:DeleteItem", register],
      [role, "dynamodb:PutItem", register, { "dynamodb:LeadingKeys": "SWEEP#WAITING" }],
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
]);
