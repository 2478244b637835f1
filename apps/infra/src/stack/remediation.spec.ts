import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CONFIGURATION_FILE } from "@security-auto/handler";
import { Match, type Template } from "aws-cdk-lib/assertions";
import { appOf, ENFORCED, memberTemplateOf, type Settings, templateOf } from "../../test/synthesized";

const OBSERVED: Settings = { findings: true, remediation: true };
const APPROVED: Settings = {
  ...OBSERVED,
  invariants: [{ name: "nothing-public", exposure: "external", respond: { mode: "approve" } }],
};
const QUEUE_ARN = "arn:aws:sqs:us-west-2:111122223333:security-auto-S3-restrict";
const FAILURES = { "Fn::GetAtt": [Match.stringLikeRegexp("^Failures"), "Arn"] };
const OWN_QUEUE = { "Fn::GetAtt": [Match.stringLikeRegexp("^RemediationViolations"), "Arn"] };
const DELIVERY = {
  DeadLetterConfig: { Arn: FAILURES },
  RetryPolicy: { MaximumEventAgeInSeconds: 86400, MaximumRetryAttempts: 185 },
};

const textOf = (template: Template): string => JSON.stringify(template.toJSON());

describe("the queue of violations", () => {
  const { functions, ...others } = { functions: { restrict: { timeoutSeconds: 100 } }, ...OBSERVED };

  test("shows a message again after six times the function's timeout, and gives it up after five", () => {
    templateOf(OBSERVED).hasResource("AWS::SQS::Queue", {
      DeletionPolicy: "Delete",
      Properties: {
        QueueName: "security-auto-S3-restrict",
        VisibilityTimeout: 360,
        RedrivePolicy: { deadLetterTargetArn: FAILURES, maxReceiveCount: 5 },
        SqsManagedSseEnabled: true,
      },
    });
    templateOf({ ...others, functions }).hasResourceProperties("AWS::SQS::Queue", { VisibilityTimeout: 600 });
  });

  test("is the only one, beside that of requests, that may give messages up to the failure queue", () => {
    templateOf({ ...OBSERVED, assessmentRequesters: [] }).hasResourceProperties("AWS::SQS::Queue", {
      QueueName: "security-auto-failures",
      RedriveAllowPolicy: { redrivePermission: "byQueue", sourceQueueArns: [QUEUE_ARN] },
    });
    templateOf({ assessmentRequesters: [] }).hasResourceProperties("AWS::SQS::Queue", {
      QueueName: "security-auto-failures",
      RedriveAllowPolicy: { redrivePermission: "denyAll" },
    });
  });

  test("takes messages of its one rule, and nothing over plain HTTP", () => {
    templateOf(OBSERVED).hasResourceProperties("AWS::SQS::QueuePolicy", {
      Queues: [{ Ref: Match.stringLikeRegexp("^RemediationViolations") }],
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: "Deny", Action: "sqs:*", Principal: "*", Resource: OWN_QUEUE }),
          {
            Effect: "Allow",
            Principal: { Service: "events.amazonaws.com" },
            Action: "sqs:SendMessage",
            Resource: OWN_QUEUE,
            Condition: {
              ArnEquals: {
                "aws:SourceArn":
                  "arn:aws:events:us-west-2:111122223333:rule/security-auto/S3-bucket-violates",
              },
              StringEquals: { "aws:SourceAccount": "111122223333" },
            },
          },
        ],
      },
    });
  });

  test("is encrypted with the key, where there is one", () => {
    const kmsKeyArn = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    templateOf({ ...OBSERVED, kmsKeyArn }).hasResourceProperties("AWS::SQS::Queue", {
      QueueName: "security-auto-S3-restrict",
      KmsMasterKeyId: kmsKeyArn,
    });
  });

  test("is polled message by message, five at once, and each that failed comes again alone", () => {
    templateOf(OBSERVED).hasResourceProperties("AWS::Lambda::EventSourceMapping", {
      EventSourceArn: OWN_QUEUE,
      FunctionName: { "Fn::GetAtt": [Match.stringLikeRegexp("^SecurityAutoRestrictFunction"), "Arn"] },
      BatchSize: 1,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      ScalingConfig: { MaximumConcurrency: 5 },
    });
  });
});

describe("the rules on the private bus", () => {
  const EventBusName = { Ref: Match.stringLikeRegexp("PrivateEventBus") };

  test("put a violation of a bucket into the queue, and no other assessment", () => {
    templateOf(OBSERVED).hasResourceProperties("AWS::Events::Rule", {
      Name: "S3-bucket-violates",
      EventBusName,
      EventPattern: {
        source: ["security-auto"],
        "detail-type": ["S3 Bucket Assessed"],
        detail: { scope: ["bucket"], verdict: ["violates"] },
      },
      Targets: [{ Arn: OWN_QUEUE, RoleArn: Match.absent(), ...DELIVERY }],
    });
  });

  test("hand each remediation to the function that keeps the register, with a role made for that one target", () => {
    templateOf(OBSERVED).hasResourceProperties("AWS::Events::Rule", {
      Name: "S3-remediation-changed",
      EventBusName,
      EventPattern: { source: ["security-auto"], "detail-type": ["S3 Remediation Changed"] },
      Targets: [
        {
          Arn: { "Fn::GetAtt": [Match.stringLikeRegexp("^SecurityAutoFindingsFunction"), "Arn"] },
          RoleArn: { "Fn::GetAtt": [Match.stringLikeRegexp("^RemediationInvocationRole"), "Arn"] },
          ...DELIVERY,
        },
      ],
    });
  });

  test("only the function that remediates may say what became of a remediation, and it may say nothing else", () => {
    templateOf(OBSERVED).hasResourceProperties("AWS::Events::EventBusPolicy", {
      Statement: Match.objectLike({
        Sid: "S3RemediationChangedOnly",
        Effect: "Deny",
        Condition: {
          ArnEquals: { "aws:PrincipalArn": ["arn:aws:iam::111122223333:role/security-auto-S3-restrict"] },
          "ForAnyValue:StringNotEquals": { "events:detail-type": "S3 Remediation Changed" },
        },
      }),
    });
  });
});

describe.each<[string, Settings, boolean]>([
  ["without a response", OBSERVED, false],
  [
    "where all is observed",
    { ...OBSERVED, invariants: [{ name: "a", exposure: "external", respond: { mode: "observe" } }] },
    false,
  ],
  ["where one invariant is approved", APPROVED, true],
  ["where one of two is enforced", ENFORCED, true],
])("%s", (_, settings, writes) => {
  test(`${writes ? "there is" : "nothing has"} a permission to write to buckets, in the stack and in members`, () => {
    for (const template of [templateOf(settings), memberTemplateOf(settings)])
      expect(textOf(template).includes("s3:PutBucketPolicy")).toBe(writes);
    expect(textOf(templateOf(settings)).includes("security-auto-s3-restrict")).toBe(writes);
  });

  test(`the function is ${writes ? "" : "not "}told the roles to write with`, () => {
    const roles = { writeRole: "security-auto-s3-restrict", ownWriteRole: "security-auto-s3-restrict-own" };
    const configuration = configurationIn(settings);
    expect(configuration).toMatchObject({
      role: "security-auto-S3-restrict",
      readRole: "security-auto-s3-read",
      table: "security-auto",
      privateBus: "security-auto",
      organization: { id: "o-exampleorg1", accounts: ["111122223333"] },
      environment: "test",
      ...(writes && roles),
    });
    if (!writes) expect(JSON.stringify(configuration)).not.toMatch(/writeRole/i);
  });
});

test("the function is told what is done about a violation", () => {
  expect(configurationIn(ENFORCED)).toMatchObject({ invariants: ENFORCED.invariants });
  expect(configurationIn(OBSERVED)).not.toHaveProperty("invariants");
});

describe("a member account", () => {
  test("gets the role to write with in one region, and not where it is the security account itself", () => {
    const template = memberTemplateOf(ENFORCED);
    template.hasCondition("MakesRestrictRole", {
      "Fn::And": [
        { Condition: "IsHomeRegion" },
        { "Fn::Not": [{ "Fn::Equals": [{ Ref: "AWS::AccountId" }, "111122223333"] }] },
      ],
    });
    template.hasResource("AWS::IAM::Role", {
      Condition: "MakesRestrictRole",
      Properties: {
        RoleName: "security-auto-s3-restrict",
        ManagedPolicyArns: Match.absent(),
        Policies: [
          {
            PolicyName: "restrict-buckets",
            PolicyDocument: {
              Statement: [
                {
                  Effect: "Allow",
                  Action: [
                    "s3:PutBucketPublicAccessBlock",
                    "s3:PutBucketPolicy",
                    "s3:PutBucketAcl",
                    "s3:DeleteBucketPolicy",
                  ],
                  Resource: "*",
                  Condition: { StringEquals: { "aws:ResourceAccount": { Ref: "AWS::AccountId" } } },
                },
              ],
            },
          },
        ],
      },
    });
  });

  test("is the same without remediation as before, and without a response only trusts one more role to read", () => {
    const trusted = (settings: Settings) => textOf(memberTemplateOf(settings));
    expect(trusted({ findings: true })).toBe(trusted({}));
    expect(trusted(OBSERVED)).toBe(
      trusted({}).replace(
        '"aws:PrincipalArn":"arn:aws:iam::111122223333:role/lambda-slaw-s3"',
        '"aws:PrincipalArn":["arn:aws:iam::111122223333:role/lambda-slaw-s3","arn:aws:iam::111122223333:role/security-auto-S3-restrict"]',
      ),
    );
  });
});

/** The configuration of the function that remediates. */
function configurationIn(settings: Settings): unknown {
  const { directory } = appOf(settings).synth();
  return readdirSync(directory)
    .filter((entry) => entry.startsWith("asset."))
    .map((entry): unknown => JSON.parse(readFileSync(join(directory, entry, CONFIGURATION_FILE), "utf8")))
    .find((content) => JSON.stringify(content).includes('"role":"security-auto-S3-restrict"'));
}
