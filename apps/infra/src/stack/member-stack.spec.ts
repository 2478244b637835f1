import { s3AccessChangePattern } from "@security-auto/events";
import { Match } from "aws-cdk-lib/assertions";
import { resourceTypesOf, statementsOf } from "../../test/statements";
import { environmentOf, memberTemplateOf } from "../../test/synthesized";
import { memberTemplate } from "./member-template";

const BUS = "arn:aws:events:us-west-2:111122223333:event-bus/SecurityAutomation";
const QUEUE = { "Fn::GetAtt": [Match.stringLikeRegexp("^FailuresQueue"), "Arn"] };

describe("the template fits every account and region", () => {
  test("it names the security account and no other, its region and no other", () => {
    const text = JSON.stringify(memberTemplateOf().toJSON());
    expect(new Set(text.match(/\d{12}/g))).toEqual(new Set(["111122223333"]));
    expect(new Set(text.match(/us-[a-z]+-\d/g))).toEqual(new Set(["us-west-2"]));
  });

  test("it asks for nothing but the region the read role is made in, and has a default for that", () => {
    expect(Object.keys(memberTemplateOf().findParameters("*"))).toEqual(["HomeRegion"]);
    memberTemplateOf().hasParameter("HomeRegion", { Type: "String", Default: "us-west-2" });
  });

  test("it needs no bucket, no bootstrapped account and no CDK", () => {
    const text = JSON.stringify(memberTemplateOf().toJSON());
    expect(text).not.toMatch(/cdk|bootstrap|asset|Rules"|S3Bucket/i);
    expect([...resourceTypesOf(memberTemplateOf())].sort()).toEqual([
      "AWS::Events::Rule",
      "AWS::IAM::Role",
      "AWS::SQS::Queue",
      "AWS::SQS::QueuePolicy",
    ]);
  });

  test("it is the same every time", () => {
    const [one, other] = [1, 2].map(() => memberTemplate(environmentOf(), { cloudFormationRules: false }));
    expect(one).toBe(other);
  });
});

describe("in every region", () => {
  test("the rule on the default bus sends to the central bus, with a dead-letter queue and no retry policy", () => {
    memberTemplateOf().resourceCountIs("AWS::Events::Rule", 1);
    memberTemplateOf().hasResource("AWS::Events::Rule", {
      Condition: Match.absent(),
      Properties: {
        Name: "S3-security-forward",
        EventBusName: Match.absent(),
        EventPattern: s3AccessChangePattern,
        State: "ENABLED",
        Targets: [
          {
            Arn: BUS,
            RoleArn: { "Fn::GetAtt": [Match.stringLikeRegexp("^ForwardingSender"), "Arn"] },
            DeadLetterConfig: { Arn: QUEUE },
            RetryPolicy: Match.absent(),
          },
        ],
      },
      DependsOn: Match.arrayWith([Match.stringLikeRegexp("^FailuresPolicy")]),
    });
  });

  test("the rule's role has the region in its name, because roles belong to the account", () => {
    memberTemplateOf().hasResource("AWS::IAM::Role", {
      Condition: Match.absent(),
      Properties: {
        RoleName: { "Fn::Join": ["", ["security-auto-s3-forward-", { Ref: "AWS::Region" }]] },
      },
    });
  });

  test("the queue goes with the stack, so that its name is free again", () => {
    memberTemplateOf().hasResource("AWS::SQS::Queue", {
      Condition: Match.absent(),
      DeletionPolicy: "Delete",
      Properties: { QueueName: "security-auto-forward-failures", SqsManagedSseEnabled: true },
    });
  });
});

test("in one region the read role is made, for the function's role and its own account's buckets", () => {
  memberTemplateOf().resourceCountIs("AWS::IAM::Role", 2);
  memberTemplateOf().hasCondition("IsHomeRegion", {
    "Fn::Equals": [{ Ref: "AWS::Region" }, { Ref: "HomeRegion" }],
  });
  memberTemplateOf().hasResource("AWS::IAM::Role", {
    Condition: "IsHomeRegion",
    Properties: {
      RoleName: "security-auto-s3-read",
      ManagedPolicyArns: Match.absent(),
      AssumeRolePolicyDocument: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::111122223333:root" },
            Action: "sts:AssumeRole",
            Condition: {
              ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/lambda-slaw-s3" },
              StringEquals: { "aws:PrincipalOrgID": "o-exampleorg1" },
            },
          },
        ],
      },
      Policies: [
        {
          PolicyName: "read-bucket-access",
          PolicyDocument: {
            Statement: [
              Match.objectLike({
                Resource: "*",
                Condition: { StringEquals: { "aws:ResourceAccount": { Ref: "AWS::AccountId" } } },
              }),
              Match.objectLike({
                Resource: "*",
                Condition: { StringEquals: { "s3:ResourceAccount": { Ref: "AWS::AccountId" } } },
              }),
              Match.objectLike({
                Resource: {
                  "Fn::Join": [
                    "",
                    [
                      "arn:",
                      { Ref: "AWS::Partition" },
                      ":s3:*:",
                      { Ref: "AWS::AccountId" },
                      ":accesspoint/*",
                    ],
                  ],
                },
              }),
            ],
          },
        },
      ],
    },
  });
});

test("no role trusts another by its ARN: deleted and created again, that one would not be trusted any more", () => {
  const principals = statementsOf(memberTemplateOf()).map(({ Principal }) => JSON.stringify(Principal ?? ""));
  expect(principals.filter((principal) => principal.includes(":role/"))).toEqual([]);
});

test("nothing in it is allowed by wildcard, and every statement is one of those above", () => {
  const statements = statementsOf(memberTemplateOf());
  // the trust of two roles, 2; what one may send, 1, and the other read, 3; the queue, 2
  expect(statements).toHaveLength(8);
  const allowed = statements.filter(({ Effect }) => Effect === "Allow");
  expect(allowed.flatMap(({ Action }) => Action).filter((action) => String(action).includes("*"))).toEqual(
    [],
  );
  expect(allowed.filter(({ Principal }) => Principal === "*")).toEqual([]);
  expect(JSON.stringify(statements)).not.toMatch(/"Not(Action|Resource|Principal)"/);
});

test("names and tags are those of the environment", () => {
  const template = memberTemplateOf({
    names: { suffix: "-b" },
    tags: { team: "security" },
  });
  const text = JSON.stringify(template.toJSON());
  for (const name of [
    "S3-security-forward-b",
    "security-auto-s3-forward-b-",
    "security-auto-s3-read-b",
    "security-auto-forward-failures-b",
    "event-bus/SecurityAutomation-b",
    "role/lambda-slaw-s3-b",
  ]) {
    expect(text).toContain(name);
  }
  template.allResourcesProperties("AWS::IAM::Role", { Tags: [{ Key: "team", Value: "security" }] });
});

test.each([
  ["us-gov-west-1", "aws-us-gov"],
  ["cn-north-1", "aws-cn"],
])("for a security account in %s, everything is of partition %s", (region, partition) => {
  const text = JSON.stringify(memberTemplateOf({ region }).toJSON());
  expect([...new Set([...text.matchAll(/arn:(aws[a-z-]*):/g)].map(([, found]) => found))]).toEqual([
    partition,
  ]);
});
