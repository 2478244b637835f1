import { Match } from "aws-cdk-lib/assertions";
import * as z from "zod";
import { permissionsOf, resourceTypesOf, statementsOf } from "../../test/statements";
import { ENFORCED, environmentOf, type Settings, templateOf } from "../../test/synthesized";
import { functionsOn } from "../environment/functions";
import { each } from "../environment/name-kinds";
import { SWITCHES } from "../environment/switches";

const functionResource = z.object({
  Properties: z.object({
    FunctionName: z.string(),
    Environment: z.strictObject({ Variables: z.record(z.string(), z.unknown()) }),
  }),
});

const VPC = { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] };
const KEY = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const EVERYTHING = {
  ...each(SWITCHES, () => true),
  vpc: VPC,
  kmsKeyArn: KEY,
  permissionsBoundaryArn: "arn:aws:iam::111122223333:policy/boundary",
  invariants: ENFORCED.invariants,
  functions: { s3: { reservedConcurrency: 25 } },
};

const READS = [
  "s3:GetBucketAcl",
  "s3:GetBucketPolicy",
  "s3:GetBucketPolicyStatus",
  "s3:GetBucketTagging",
  "s3:GetBucketLocation",
  "s3:GetBucketPublicAccessBlock",
  "s3:GetBucketOwnershipControls",
];
const OWN_ACCOUNT = { StringEquals: { "aws:ResourceAccount": "111122223333" } };
/** These work on no resource, so that it is S3's own key that says whose account it is. */
const ACCOUNT_READS = ["s3:GetAccountPublicAccessBlock", "s3:ListAccessPoints", "s3:GetAccessPoint"];
const THIS_ACCOUNT = { StringEquals: { "s3:ResourceAccount": "111122223333" } };
const ACCESS_POINT_READS = ["s3:GetAccessPointPolicy", "s3:GetAccessPointPolicyStatus"];
const ACCESS_POINTS = "arn:aws:s3:*:111122223333:accesspoint/*";

describe.each<[string, Settings]>([
  ["the least an environment says", {}],
  ["every option at once", EVERYTHING],
  ["a bus that exists", { bus: { create: false } }],
  ["a remediation that is enforced", ENFORCED],
  ["invocation by resource policy", { invocation: "resource-policy" }],
  [
    "a stack set",
    { members: { organizationalUnits: ["ou-ab12-cdef3456"], regions: ["us-west-2", "us-east-1"] } },
  ],
])("%s", (_, settings) => {
  test("no statement allows an action with a wildcard", () => {
    const allowed = statementsOf(templateOf(settings)).filter(({ Effect }) => Effect === "Allow");
    expect(allowed.length).toBeGreaterThan(5);
    expect(allowed.flatMap(({ Action }) => Action).filter((action) => String(action).includes("*"))).toEqual(
      [],
    );
  });

  test("no statement says what it does not mean by NotAction, NotResource or NotPrincipal", () => {
    const text = JSON.stringify(statementsOf(templateOf(settings)));
    expect(text).not.toMatch(/"Not(Action|Resource|Principal)"/);
  });

  test("no role has a managed policy, and no policy stands outside its role", () => {
    const template = templateOf(settings);
    template.allResourcesProperties("AWS::IAM::Role", { ManagedPolicyArns: Match.absent() });
    template.resourceCountIs("AWS::IAM::ManagedPolicy", 0);
    template.resourceCountIs("AWS::IAM::Policy", 0);
    template.resourceCountIs("AWS::IAM::RolePolicy", 0);
  });

  test("nothing was made that nobody asked for", () => {
    const types = resourceTypesOf(templateOf(settings));
    expect([...types].filter((type) => type.startsWith("Custom::"))).toEqual([]);
    expect(types).not.toContain("AWS::CDK::Metadata");
    templateOf(settings).resourceCountIs(
      "AWS::Lambda::Function",
      functionsOn(environmentOf(settings)).length,
    );
    templateOf(settings).resourceCountIs("AWS::Lambda::Url", 0);
    // Only requests for an assessment, violations and sweeps are worked off from a queue.
    const { remediation, sweep } = environmentOf(settings);
    templateOf(settings).resourceCountIs(
      "AWS::Lambda::EventSourceMapping",
      [true, remediation, sweep].filter(Boolean).length,
    );
    templateOf(settings).resourceCountIs("AWS::KMS::Key", 0);
  });

  test("nothing survives a failed first deployment and blocks the next one by its name", () => {
    const text = JSON.stringify(templateOf(settings).toJSON());
    const policies = [...text.matchAll(/"DeletionPolicy":"(\w+)"/g)].map(([, policy]) => policy);
    expect(policies).toContain("RetainExceptOnCreate");
    expect(policies.filter((policy) => !["RetainExceptOnCreate", "Delete"].includes(policy ?? ""))).toEqual(
      [],
    );
  });

  test("each function's environment says how it logs, and nothing else: no secret", () => {
    const environment = environmentOf(settings);
    const made = Object.values(templateOf(settings).findResources("AWS::Lambda::Function")).map(
      (resource) => {
        const { FunctionName, Environment } = functionResource.parse(resource).Properties;
        return [FunctionName, Environment.Variables];
      },
    );
    expect(made).toEqual(
      functionsOn(environment).map((key) => {
        const { functionName } = environment.functions[key];
        const variables = {
          POWERTOOLS_SERVICE_NAME: functionName,
          POWERTOOLS_LOG_LEVEL: "INFO",
          POWERTOOLS_LOGGER_LOG_EVENT: "true",
        };
        return [functionName, variables];
      }),
    );
    const text = JSON.stringify(templateOf(settings).toJSON());
    expect(text).not.toMatch(/secretsmanager|\{\{resolve:|AKIA[0-9A-Z]{16}|password|token"/i);
  });
});

describe("who may invoke a function", () => {
  test("nobody by a function's resource policy, which stays empty", () => {
    templateOf().resourceCountIs("AWS::Lambda::Permission", 0);
    templateOf(EVERYTHING).resourceCountIs("AWS::Lambda::Permission", 0);
  });

  test("one role by its permissions, and no other", () => {
    const invokers = permissionsOf(templateOf()).filter(({ Action }) =>
      Action.some((action) => String(action).startsWith("lambda:")),
    );
    const functionIds = Object.keys(templateOf().findResources("AWS::Lambda::Function"));
    expect(invokers).toEqual(
      functionIds.map((functionId) => ({
        Effect: "Allow",
        Action: ["lambda:InvokeFunction"],
        Resource: [{ "Fn::GetAtt": [functionId, "Arn"] }],
      })),
    );
  });
});

describe("what the roles may do, with every option off", () => {
  test("any resource only for reads, in its own account", () => {
    const anywhere = permissionsOf(templateOf()).filter(({ Resource }) => Resource.includes("*"));
    expect(anywhere).toEqual([
      { Effect: "Allow", Action: READS, Resource: ["*"], Condition: OWN_ACCOUNT },
      { Effect: "Allow", Action: ACCOUNT_READS, Resource: ["*"], Condition: THIS_ACCOUNT },
    ]);
  });

  test("a wildcard within a resource only for the streams of its log group, its account's access points, and one role in any account", () => {
    const wild = permissionsOf(templateOf())
      .flatMap(({ Resource }) => Resource)
      .filter((resource) => typeof resource === "string" && resource !== "*" && resource.includes("*"));
    expect(wild).toEqual([
      "arn:aws:logs:us-west-2:111122223333:log-group:/aws/lambda/security-auto-S3:*",
      ACCESS_POINTS,
      "arn:aws:iam::*:role/security-auto-s3-read",
    ]);
  });

  test("the function logs, reads, assumes one role of the organization, publishes assessments, works off requests, and sends what failed to the queue; it makes no log group", () => {
    templateOf().hasResourceProperties("AWS::IAM::Role", {
      RoleName: "lambda-slaw-s3",
      Policies: [
        {
          PolicyName: "lambda-S3",
          PolicyDocument: {
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
                Resource: "arn:aws:logs:us-west-2:111122223333:log-group:/aws/lambda/security-auto-S3:*",
              },
              {
                Effect: "Allow",
                Action: "sqs:SendMessage",
                Resource: { "Fn::GetAtt": [Match.stringLikeRegexp("^Failures"), "Arn"] },
              },
              { Effect: "Allow", Action: READS, Resource: "*", Condition: OWN_ACCOUNT },
              { Effect: "Allow", Action: ACCOUNT_READS, Resource: "*", Condition: THIS_ACCOUNT },
              { Effect: "Allow", Action: ACCESS_POINT_READS, Resource: ACCESS_POINTS },
              {
                Effect: "Allow",
                Action: "sts:AssumeRole",
                Resource: "arn:aws:iam::*:role/security-auto-s3-read",
                Condition: { StringEquals: { "aws:ResourceOrgID": "o-exampleorg1" } },
              },
              {
                Effect: "Allow",
                Action: "events:PutEvents",
                Resource: "arn:aws:events:us-west-2:111122223333:event-bus/security-auto",
                Condition: {
                  "ForAllValues:StringEquals": {
                    "events:source": "security-auto",
                    "events:detail-type": ["S3 Bucket Assessed"],
                  },
                  Null: { "events:source": "false", "events:detail-type": "false" },
                },
              },
              {
                Effect: "Allow",
                Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
                Resource: "arn:aws:sqs:us-west-2:111122223333:security-auto-S3-requests",
              },
            ],
          },
        },
      ],
    });
  });
});

describe("who may assume a role", () => {
  test("Lambda the function's", () => {
    templateOf().hasResourceProperties("AWS::IAM::Role", {
      RoleName: "lambda-slaw-s3",
      AssumeRolePolicyDocument: {
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
        ],
      },
    });
  });

  test.each([
    ["the invocation's", "security-auto-S3-invoke"],
    ["the notification's", "security-alerts-publish"],
  ])("EventBridge %s, on behalf of the one rule in this account", (_, RoleName) => {
    templateOf().hasResourceProperties("AWS::IAM::Role", {
      RoleName,
      AssumeRolePolicyDocument: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "events.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: {
              ArnEquals: {
                "aws:SourceArn":
                  "arn:aws:events:us-west-2:111122223333:rule/SecurityAutomation/S3-security-remediations",
              },
              StringEquals: { "aws:SourceAccount": "111122223333" },
            },
          },
        ],
      },
    });
  });

  test("EventBridge the forwarding's, on behalf of the one rule on the default bus", () => {
    templateOf().hasResourceProperties("AWS::IAM::Role", {
      RoleName: "security-auto-s3-forward-own-us-west-2",
      AssumeRolePolicyDocument: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "events.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: {
              ArnEquals: {
                "aws:SourceArn": "arn:aws:events:us-west-2:111122223333:rule/S3-security-forward-own",
              },
              StringEquals: { "aws:SourceAccount": "111122223333" },
            },
          },
        ],
      },
    });
  });
});
