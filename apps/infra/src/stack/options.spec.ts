import { Capture, Match, type Template } from "aws-cdk-lib/assertions";
import { permissionsOf, statementsOf } from "../../test/statements";
import { type Settings, templateOf } from "../../test/synthesized";

const KEY = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const VPC = { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] };
const BOUNDARY = "arn:aws:iam::111122223333:policy/boundary";

function trustOf(template: Template, RoleName: string, Condition: unknown): void {
  template.hasResourceProperties("AWS::IAM::Role", {
    RoleName,
    AssumeRolePolicyDocument: { Statement: [Match.objectLike({ Condition })] },
  });
}

/** What each function's role says alike, once. */
function distinct<Each>(all: readonly Each[]): readonly Each[] {
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

interface Option {
  readonly option: string;
  readonly settings: Settings;
  readonly shows: (template: Template) => void;
}

const OPTIONS: readonly Option[] = [
  {
    option: "x86_64",
    settings: { functions: { s3: { architecture: "x86_64" } } },
    shows: (template) => {
      template.hasResourceProperties("AWS::Lambda::Function", { Architectures: ["x86_64"] });
    },
  },
  {
    option: "memory, time, level of the log, and how long it is kept",
    settings: {
      functions: { s3: { memoryMb: 512, timeoutSeconds: 60, logLevel: "DEBUG", logRetentionDays: 7 } },
    },
    shows: (template) => {
      template.hasResourceProperties("AWS::Lambda::Function", {
        MemorySize: 512,
        Timeout: 60,
        Environment: { Variables: Match.objectLike({ POWERTOOLS_LOG_LEVEL: "DEBUG" }) },
      });
      template.hasResourceProperties("AWS::Logs::LogGroup", { RetentionInDays: 7 });
    },
  },
  {
    option: "reserved concurrency",
    settings: { functions: { s3: { reservedConcurrency: 5 } } },
    shows: (template) => {
      template.hasResourceProperties("AWS::Lambda::Function", { ReservedConcurrentExecutions: 5 });
    },
  },
  {
    option: "retries of the function and of the delivery",
    settings: {
      functions: { s3: { retryAttempts: 0, maxEventAgeSeconds: 600 } },
      delivery: { retryAttempts: 3, maxEventAgeSeconds: 120 },
    },
    shows: (template) => {
      template.hasResourceProperties("AWS::Lambda::EventInvokeConfig", {
        MaximumRetryAttempts: 0,
        MaximumEventAgeInSeconds: 600,
      });
      const retry = { RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 120 } };
      const targets = new Capture();
      template.hasResourceProperties("AWS::Events::Rule", {
        Name: "S3-security-remediations",
        Targets: targets,
      });
      for (const target of targets.asArray()) expect(target).toMatchObject(retry);
    },
  },
  {
    option: "a bus that exists, whose policy gets one statement",
    settings: {
      bus: { create: false },
      names: { bus: "default" },
      privateBus: false,
      assessmentRequesters: [],
    },
    shows: (template) => {
      template.resourceCountIs("AWS::Events::EventBus", 0);
      template.hasResourceProperties("AWS::Events::EventBusPolicy", {
        EventBusName: "default",
        Statement: Match.objectLike({
          Condition: Match.objectLike({ StringEquals: { "aws:PrincipalOrgID": "o-exampleorg1" } }),
        }),
      });
      template.hasResourceProperties("AWS::Events::Rule", { EventBusName: "default" });
      // A rule on the default bus has no bus in its ARN.
      trustOf(template, "security-auto-S3-invoke", {
        ArnEquals: { "aws:SourceArn": "arn:aws:events:us-west-2:111122223333:rule/S3-security-remediations" },
      });
    },
  },
  {
    option: "invocation by resource policy, for the one rule in this account",
    settings: { invocation: "resource-policy" },
    shows: (template) => {
      template.resourcePropertiesCountIs("AWS::IAM::Role", { RoleName: "security-auto-S3-invoke" }, 0);
      template.resourceCountIs("AWS::Lambda::Permission", 1);
      template.hasResourceProperties("AWS::Lambda::Permission", {
        Action: "lambda:InvokeFunction",
        FunctionName: { "Fn::GetAtt": [Match.stringLikeRegexp("^SecurityAutoS3Function"), "Arn"] },
        Principal: "events.amazonaws.com",
        SourceArn: "arn:aws:events:us-west-2:111122223333:rule/SecurityAutomation/S3-security-remediations",
        SourceAccount: "111122223333",
      });
      template.hasResourceProperties("AWS::Events::Rule", {
        Targets: Match.arrayWith([
          Match.objectLike({ RoleArn: Match.anyValue() }),
          Match.objectLike({ RoleArn: Match.absent(), DeadLetterConfig: Match.anyValue() }),
        ]),
      });
    },
  },
  {
    option: "a VPC, which Lambda may use and the function's code may not",
    settings: { vpc: VPC },
    shows: (template) => {
      template.hasResourceProperties("AWS::Lambda::Function", {
        VpcConfig: { SubnetIds: VPC.subnetIds, SecurityGroupIds: VPC.securityGroupIds },
      });
      const network = distinct(
        permissionsOf(template).filter(({ Action }) => String(Action[0]).startsWith("ec2:")),
      );
      expect(network.map(({ Action, Resource }) => [Action, Resource])).toEqual([
        [
          ["ec2:CreateNetworkInterface"],
          [
            "arn:aws:ec2:us-west-2:111122223333:network-interface/*",
            "arn:aws:ec2:us-west-2:111122223333:subnet/subnet-0123456789abcdef0",
            "arn:aws:ec2:us-west-2:111122223333:security-group/sg-0123456789abcdef0",
          ],
        ],
        [
          ["ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses"],
          ["arn:aws:ec2:us-west-2:111122223333:network-interface/*"],
        ],
        [["ec2:DeleteNetworkInterface"], ["arn:aws:ec2:us-west-2:111122223333:*/*"]],
        [["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"], ["*"]],
      ]);
      const denied = statementsOf(template).find(
        ({ Effect, Action }) => Effect === "Deny" && Action.includes("ec2:CreateNetworkInterface"),
      );
      expect(denied?.Action).toEqual(expect.arrayContaining(network.flatMap(({ Action }) => Action)));
      expect(denied?.Condition).toEqual({
        ArnEquals: {
          "lambda:SourceFunctionArn": "arn:aws:lambda:us-west-2:111122223333:function:security-auto-S3",
        },
      });
    },
  },
  {
    option:
      "a key for topic, queue and log, which each role may use through the one service that it sends to",
    settings: { kmsKeyArn: KEY },
    shows: (template) => {
      template.hasResourceProperties("AWS::SNS::Topic", { KmsMasterKeyId: KEY });
      template.hasResourceProperties("AWS::SQS::Queue", {
        KmsMasterKeyId: KEY,
        SqsManagedSseEnabled: Match.absent(),
      });
      template.hasResourceProperties("AWS::Logs::LogGroup", { KmsKeyId: KEY });
      const keyed = distinct(permissionsOf(template).filter(({ Resource }) => Resource.includes(KEY)));
      const through = (service: string, ...Action: string[]) => ({
        Effect: "Allow",
        Action,
        Resource: [KEY],
        Condition: { StringEquals: { "kms:ViaService": `${service}.us-west-2.amazonaws.com` } },
      });
      expect(keyed).toEqual([
        through("sqs", "kms:Decrypt", "kms:GenerateDataKey"),
        through("sqs", "kms:Decrypt"),
        through("sns", "kms:Decrypt", "kms:GenerateDataKey"),
      ]);
    },
  },
  {
    option: "a permissions boundary on every role",
    settings: { permissionsBoundaryArn: BOUNDARY },
    shows: (template) => {
      template.allResourcesProperties("AWS::IAM::Role", { PermissionsBoundary: BOUNDARY });
    },
  },
  {
    option: "log and failures that go with the stack",
    settings: { removalPolicy: "destroy" },
    shows: (template) => {
      template.allResources("AWS::Logs::LogGroup", { DeletionPolicy: "Delete" });
      template.allResources("AWS::SQS::Queue", { DeletionPolicy: "Delete" });
    },
  },
  {
    option: "tags on whatever takes tags",
    settings: { tags: { team: "security", "cost-center": "42" } },
    shows: (template) => {
      const tags = [
        { Key: "cost-center", Value: "42" },
        { Key: "team", Value: "security" },
      ];
      for (const type of [
        "AWS::Events::EventBus",
        "AWS::Events::Rule",
        "AWS::IAM::Role",
        "AWS::Lambda::Function",
        "AWS::Logs::LogGroup",
        "AWS::SNS::Topic",
        "AWS::SQS::Queue",
        "AWS::CloudWatch::Alarm",
      ]) {
        template.allResourcesProperties(type, { Tags: tags });
      }
    },
  },
];

// Each option's own assertions throw.
test.each(OPTIONS)("$option", ({ settings, shows }) => {
  shows(templateOf(settings));
});
