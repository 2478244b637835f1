import { s3AccessChangePattern } from "@security-auto/events";
import type { OneOrMany } from "@security-auto/iam-policy";
import { Stack } from "aws-cdk-lib";
import { Match, Template } from "aws-cdk-lib/assertions";
import { AwsSolutionsChecks } from "cdk-nag";
import { HERE, QUEUE_ARN, testStack } from "../test/test-stack";
import { defaultBusRuleArn, MemberForwarding } from "./member-forwarding";
import { MemberReadRole } from "./member-read-role";
import { RestrictRole } from "./restrict-role";

const BUS = "arn:aws:events:eu-west-1:999988887777:event-bus/central";
const BOUNDARY = "arn:aws:iam::111122223333:policy/boundary";
const JUDGE = "arn:aws:iam::999988887777:role/judge";
const RESTRICTOR = "arn:aws:iam::999988887777:role/restrictor";

function forwarding(stack: Stack, more: { readonly permissionsBoundaryArn?: string } = {}): void {
  new MemberForwarding(stack, "Forwarding", {
    ruleName: "forward",
    roleName: "sender",
    policyName: "send",
    centralBusArn: BUS,
    deadLetterQueueArn: QUEUE_ARN,
    ...more,
  });
}

function readRole(stack: Stack, readerRoleArn: OneOrMany<string> = JUDGE): void {
  new MemberReadRole(stack, "Read", {
    roleName: "reader",
    policyName: "read",
    readerRoleArn,
    organizationId: "o-exampleorg1",
  });
}

function restrictRole(stack: Stack): void {
  new RestrictRole(stack, "Restrict", {
    roleName: "writer",
    policyName: "write",
    restrictorRoleArn: RESTRICTOR,
    organizationId: "o-exampleorg1",
    writes: ["s3:PutBucketPolicy"],
    permissionsBoundaryArn: BOUNDARY,
  });
}

/** The account, and the roles by their ARNs: as a principal a role would be remembered by its id. */
const trusting = (roleArn: OneOrMany<string>) => ({
  Statement: [
    {
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::999988887777:root" },
      Action: "sts:AssumeRole",
      Condition: {
        ArnEquals: { "aws:PrincipalArn": roleArn },
        StringEquals: { "aws:PrincipalOrgID": "o-exampleorg1" },
      },
    },
  ],
});

describe("forwarding", () => {
  test("sends what the events library says from the default bus, through a role, with a dead-letter queue and no retry policy", () => {
    const stack = testStack();
    forwarding(stack);
    Template.fromStack(stack).hasResourceProperties("AWS::Events::Rule", {
      Name: "forward",
      EventBusName: Match.absent(),
      EventPattern: s3AccessChangePattern,
      Targets: [
        {
          Arn: BUS,
          RoleArn: { "Fn::GetAtt": [Match.stringLikeRegexp("^ForwardingSender"), "Arn"] },
          DeadLetterConfig: { Arn: QUEUE_ARN },
          // PutTargets refuses one for an event bus.
          RetryPolicy: Match.absent(),
        },
      ],
    });
  });

  test("its role may put events on the one bus, for the one rule", () => {
    const stack = testStack();
    forwarding(stack, { permissionsBoundaryArn: BOUNDARY });
    const template = Template.fromStack(stack);
    template.resourceCountIs("AWS::IAM::Role", 1);
    template.hasResourceProperties("AWS::IAM::Role", {
      RoleName: "sender",
      PermissionsBoundary: BOUNDARY,
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "events.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: {
              ArnEquals: { "aws:SourceArn": "arn:aws:events:us-west-2:111122223333:rule/forward" },
              StringEquals: { "aws:SourceAccount": "111122223333" },
            },
          },
        ],
      },
      Policies: [
        {
          PolicyName: "send",
          PolicyDocument: {
            Statement: [{ Effect: "Allow", Action: "events:PutEvents", Resource: BUS }],
          },
        },
      ],
    });
  });

  test("in a stack of no account and region, the rule's ARN is the one of wherever it is deployed", () => {
    const stack = new Stack();
    expect(stack.resolve(defaultBusRuleArn(stack, "forward"))).toEqual({
      "Fn::Join": [
        "",
        [
          "arn:",
          { Ref: "AWS::Partition" },
          ":events:",
          { Ref: "AWS::Region" },
          ":",
          { Ref: "AWS::AccountId" },
          ":rule/forward",
        ],
      ],
    });
  });
});

test("the read role reads in the member account, for one role of one organization", () => {
  const stack = testStack();
  readRole(stack);
  Template.fromStack(stack).hasResource("AWS::IAM::Role", {
    Condition: Match.absent(),
    Properties: {
      RoleName: "reader",
      AssumeRolePolicyDocument: trusting(JUDGE),
      Policies: [
        {
          PolicyName: "read",
          PolicyDocument: {
            Statement: [
              {
                Effect: "Allow",
                Action: Match.arrayWith(["s3:GetBucketPolicy"]),
                Resource: "*",
                Condition: { StringEquals: { "aws:ResourceAccount": HERE.account } },
              },
              {
                Effect: "Allow",
                Action: Match.arrayWith(["s3:GetAccountPublicAccessBlock"]),
                Resource: "*",
                Condition: { StringEquals: { "s3:ResourceAccount": HERE.account } },
              },
              {
                Effect: "Allow",
                Action: Match.arrayWith(["s3:GetAccessPointPolicy"]),
                Resource: `arn:aws:s3:*:${HERE.account}:accesspoint/*`,
              },
            ],
          },
        },
      ],
    },
  });
});

test("the read role trusts each role that is named", () => {
  const stack = testStack();
  readRole(stack, [JUDGE, RESTRICTOR]);
  Template.fromStack(stack).hasResourceProperties("AWS::IAM::Role", {
    AssumeRolePolicyDocument: trusting([JUDGE, RESTRICTOR]),
  });
});

test("the role to write with writes in its own account, for one role of one organization", () => {
  const stack = testStack();
  restrictRole(stack);
  Template.fromStack(stack).hasResource("AWS::IAM::Role", {
    Condition: Match.absent(),
    Properties: {
      RoleName: "writer",
      PermissionsBoundary: BOUNDARY,
      AssumeRolePolicyDocument: trusting(RESTRICTOR),
      Policies: [
        {
          PolicyName: "write",
          PolicyDocument: {
            Statement: [
              {
                Effect: "Allow",
                Action: ["s3:PutBucketPolicy"],
                Resource: "*",
                Condition: { StringEquals: { "aws:ResourceAccount": HERE.account } },
              },
            ],
          },
        },
      ],
    },
  });
});

test("cdk-nag finds nothing that is not accepted with a reason", () => {
  const stack = testStack();
  forwarding(stack);
  readRole(stack);
  restrictRole(stack);
  expect(new AwsSolutionsChecks().validateScope(stack).violations).toEqual([]);
});
