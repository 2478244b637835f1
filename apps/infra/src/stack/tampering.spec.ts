import { tamperingPattern } from "@security-auto/events";
import { Match } from "aws-cdk-lib/assertions";
import { statementsOf } from "../../test/statements";
import { environmentOf, memberTemplateOf, type Settings, templateOf } from "../../test/synthesized";
import { coverageSettings, watchedNames } from "./expected-coverage";

const SWEPT: Settings = { findings: true, sweep: true };
const BUS = "arn:aws:events:us-west-2:111122223333:event-bus/SecurityAutomation";
const PATTERN = tamperingPattern(watchedNames(environmentOf(SWEPT)));

const forwarding = (name: string, bus: unknown) => ({
  Name: name,
  EventBusName: Match.absent(),
  EventPattern: PATTERN,
  State: "ENABLED",
  Targets: [Match.objectLike({ Arn: bus, DeadLetterConfig: Match.anyValue(), RetryPolicy: Match.absent() })],
});

test("a member forwards the calls that end the forwarding, in a role of their own", () => {
  const template = memberTemplateOf(SWEPT);
  template.hasResourceProperties("AWS::Events::Rule", forwarding("S3-security-tampering-forward", BUS));
  template.hasResource("AWS::IAM::Role", {
    Condition: Match.absent(),
    Properties: { RoleName: { "Fn::Join": ["", ["security-auto-tampering-", { Ref: "AWS::Region" }]] } },
  });
});

test("so does the security account", () => {
  templateOf(SWEPT).hasResourceProperties(
    "AWS::Events::Rule",
    forwarding("S3-security-tampering-forward-own", {
      "Fn::GetAtt": [Match.stringLikeRegexp("^CentralEventBus"), "Arn"],
    }),
  );
});

test("on the central bus one rule hands them to the function that keeps the register and to the queue of the one that sweeps", () => {
  templateOf(SWEPT).hasResourceProperties("AWS::Events::Rule", {
    Name: "S3-security-tampering",
    EventBusName: Match.anyValue(),
    EventPattern: PATTERN,
    Targets: [
      Match.objectLike({ RoleArn: Match.anyValue() }),
      Match.objectLike({ Arn: { "Fn::GetAtt": [Match.stringLikeRegexp("^SweepWork"), "Arn"] } }),
    ],
  });
});

test.each<[string, Settings, readonly string[], string | readonly string[]]>([
  ["without sweep", {}, [], "arn:aws:iam::*:role/security-auto-s3-forward-*"],
  [
    "with sweep",
    SWEPT,
    ["aws.cloudtrail", "aws.events", "aws.sqs", "aws.iam"],
    ["arn:aws:iam::*:role/security-auto-s3-forward-*", "arn:aws:iam::*:role/security-auto-tampering-*"],
  ],
])(
  "the central bus takes %s what the forwarding roles send, of these sources",
  (_, settings, more, roles) => {
    templateOf(settings).hasResourceProperties("AWS::Events::EventBusPolicy", {
      StatementId: "AllowOrganizationToPutEvents",
      Statement: Match.objectLike({
        Condition: Match.objectLike({
          ArnLike: { "aws:PrincipalArn": roles },
          "ForAllValues:StringEquals": {
            "events:source":
              more.length === 0 ? Match.not(Match.arrayWith(["aws.iam"])) : Match.arrayWith([...more]),
          },
        }),
      }),
    });
  },
);

const COVERAGE_READS = [
  "events:DescribeRule",
  "sqs:GetQueueAttributes",
  "cloudtrail:DescribeTrails",
  "cloudtrail:GetTrailStatus",
];

test.each<[string, Settings, boolean]>([
  ["with sweep", SWEPT, true],
  ["without it", {}, false],
])("%s the read role may read what tells whether changes are seen: %s", (_, settings, may) => {
  const actions = statementsOf(memberTemplateOf(settings)).flatMap(({ Action }) => Action);
  expect(COVERAGE_READS.map((action) => actions.includes(action))).toEqual(COVERAGE_READS.map(() => may));
});

const MEMBERS = { organizationalUnits: ["ou-ab12-cdef3456"], regions: ["us-west-2", "eu-central-1"] };

test.each<[string, Settings, readonly string[]]>([
  ["without sweep", { members: MEMBERS }, ["us-west-2", "eu-central-1"]],
  ["with sweep", { ...SWEPT, members: MEMBERS }, ["us-west-2", "eu-central-1", "us-east-1"]],
])(
  "%s the member stack is made in these regions: IAM's calls are recorded in us-east-1 only",
  (_, settings, regions) => {
    templateOf(settings).hasResourceProperties("AWS::CloudFormation::StackSet", {
      StackInstancesGroup: [Match.objectLike({ Regions: regions })],
    });
  },
);

test("coverage expects the forwarding where the stack set makes it, and without a stack set wherever there are buckets", () => {
  expect(coverageSettings(environmentOf({ ...SWEPT, members: MEMBERS })).members.regions).toEqual([
    "us-west-2",
    "eu-central-1",
    "us-east-1",
  ]);
  expect(coverageSettings(environmentOf(SWEPT)).members).not.toHaveProperty("regions");
  expect(coverageSettings(environmentOf(SWEPT)).own.regions).toEqual(["us-west-2"]);
  expect(coverageSettings(environmentOf({ ...SWEPT, watchSecurityAccount: false })).own.regions).toEqual([]);
});
