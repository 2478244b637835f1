import { namesOf } from "../resources";
import { Template } from "./template";

/** Resolves `value` as the name of a resource in a template with some resources, a parameter, conditions and a mapping. */
function resolve(value: unknown, parameters: Record<string, string> = {}): unknown {
  const template = new Template(
    {
      name: "stack",
      account: "111122223333",
      region: "us-west-2",
      assetFolders: new Map(),
      template: {
        Parameters: {
          Stage: { Type: "String", Default: "prod" },
          Zones: { Type: "CommaDelimitedList", Default: "a,b" },
          Needed: { Type: "String" },
          BootstrapVersion: { Type: "AWS::SSM::Parameter::Value<String>", Default: "/cdk-bootstrap/version" },
        },
        Rules: { CheckBootstrapVersion: { Assertions: [{ "Fn::Contains": [] }] } },
        Conditions: {
          IsProd: { "Fn::Equals": [{ Ref: "Stage" }, "prod"] },
          IsTest: { "Fn::Not": [{ Condition: "IsProd" }] },
          Both: { "Fn::And": [{ Condition: "IsProd" }, { Condition: "IsTest" }] },
          Either: { "Fn::Or": [{ Condition: "IsProd" }, { Condition: "IsTest" }] },
        },
        Mappings: { Sizes: { "us-west-2": { small: "128" } } },
        Resources: {
          Probe: { Type: "Spec::Probe", Properties: { Value: value } },
          Queue: {
            Type: "AWS::SQS::Queue",
            Properties: { QueueName: { "Fn::Join": ["-", ["q", { Ref: "Stage" }]] } },
          },
          Unnamed: { Type: "AWS::SQS::Queue" },
          Topic: { Type: "AWS::SNS::Topic", Properties: { TopicName: "t" } },
          Bus: { Type: "AWS::Events::EventBus", Properties: { Name: "central" } },
          Rule: { Type: "AWS::Events::Rule", Properties: { Name: "r", EventBusName: { Ref: "Bus" } } },
          DefaultRule: { Type: "AWS::Events::Rule", Properties: { Name: "d" } },
          Role: { Type: "AWS::IAM::Role", Properties: { RoleName: "role", Path: "/team/" } },
          Function: { Type: "AWS::Lambda::Function", Properties: { FunctionName: "f" } },
          Version: { Type: "AWS::Lambda::Version", Properties: { FunctionName: { Ref: "Function" } } },
          Alias: {
            Type: "AWS::Lambda::Alias",
            Properties: { FunctionName: { Ref: "Function" }, Name: "live" },
          },
          LogGroup: { Type: "AWS::Logs::LogGroup", Properties: { LogGroupName: "/g" } },
          Alarm: { Type: "AWS::CloudWatch::Alarm", Properties: { AlarmName: "a" } },
          Policy: { Type: "AWS::IAM::ManagedPolicy", Properties: { ManagedPolicyName: "p" } },
          Key: { Type: "AWS::KMS::Key" },
          Loop: {
            Type: "AWS::SQS::Queue",
            Properties: { QueueName: { "Fn::GetAtt": ["Loop", "QueueName"] } },
          },
        },
      },
    },
    { namesOf, parameters, exported: (name) => (name === "other:Export" ? "imported" : undefined) },
  );
  return template.resources.find(({ logicalId }) => logicalId === "Probe")?.property("Value");
}

const att = (logicalId: string, attribute: string): object => ({ "Fn::GetAtt": [logicalId, attribute] });

test.each<readonly [unknown, unknown]>([
  ["plain", "plain"],
  [{ a: [1, true, null, { b: "c" }] }, { a: [1, true, null, { b: "c" }] }],
  [{ Ref: "AWS::AccountId" }, "111122223333"],
  [{ Ref: "AWS::Region" }, "us-west-2"],
  [{ Ref: "AWS::Partition" }, "aws"],
  [{ Ref: "AWS::URLSuffix" }, "amazonaws.com"],
  [{ Ref: "AWS::StackName" }, "stack"],
  [{ Ref: "AWS::NoValue" }, undefined],
  [
    { keep: 1, drop: { Ref: "AWS::NoValue" }, list: [1, { Ref: "AWS::NoValue" }, 2] },
    { keep: 1, list: [1, 2] },
  ],
  [{ Ref: "Stage" }, "prod"],
  [{ Ref: "Zones" }, ["a", "b"]],
  [{ Ref: "Queue" }, "https://sqs.us-west-2.amazonaws.com/111122223333/q-prod"],
  [att("Queue", "Arn"), "arn:aws:sqs:us-west-2:111122223333:q-prod"],
  [{ "Fn::GetAtt": "Queue.QueueName" }, "q-prod"],
  [att("Unnamed", "QueueName"), expect.stringMatching(/^stack-Unnamed-[0-9A-F]{12}$/)],
  [{ Ref: "Topic" }, "arn:aws:sns:us-west-2:111122223333:t"],
  [att("Topic", "TopicName"), "t"],
  [{ Ref: "Bus" }, "central"],
  [{ Ref: "Rule" }, "central|r"],
  [{ Ref: "DefaultRule" }, "d"],
  [att("Rule", "Arn"), "arn:aws:events:us-west-2:111122223333:rule/central/r"],
  [att("DefaultRule", "Arn"), "arn:aws:events:us-west-2:111122223333:rule/d"],
  [{ Ref: "Role" }, "role"],
  [att("Role", "Arn"), "arn:aws:iam::111122223333:role/team/role"],
  [{ Ref: "Function" }, "f"],
  [att("Function", "Arn"), "arn:aws:lambda:us-west-2:111122223333:function:f"],
  [{ Ref: "Version" }, "arn:aws:lambda:us-west-2:111122223333:function:f:1"],
  [{ Ref: "Alias" }, "arn:aws:lambda:us-west-2:111122223333:function:f:live"],
  [{ Ref: "LogGroup" }, "/g"],
  [att("LogGroup", "Arn"), "arn:aws:logs:us-west-2:111122223333:log-group:/g:*"],
  [att("Alarm", "Arn"), "arn:aws:cloudwatch:us-west-2:111122223333:alarm:a"],
  [{ Ref: "Policy" }, "arn:aws:iam::111122223333:policy/p"],
  [att("Key", "Arn"), expect.stringMatching(/^arn:aws:kms:us-west-2:111122223333:stack-Key-/)],
  [{ "Fn::Join": [":", ["a", { Ref: "Stage" }, { "Fn::Join": ["", ["b", "c"]] }]] }, "a:prod:bc"],
  [{ "Fn::Join": ["-", { Ref: "Zones" }] }, "a-b"],
  [
    { "Fn::Sub": "x-${Stage}-${AWS::Region}-${Queue.Arn}-${!Literal}" },
    "x-prod-us-west-2-arn:aws:sqs:us-west-2:111122223333:q-prod-${Literal}",
  ],
  [{ "Fn::Sub": ["${A}/${Stage}", { A: { Ref: "Bus" } }] }, "central/prod"],
  [{ "Fn::Select": [1, ["a", "b"]] }, "b"],
  [{ "Fn::Select": ["5", { "Fn::Split": [":", att("Queue", "Arn")] }] }, "q-prod"],
  [{ "Fn::If": ["IsProd", "yes", "no"] }, "yes"],
  [{ "Fn::If": ["IsTest", "yes", { Ref: "AWS::NoValue" }] }, undefined],
  [{ "Fn::If": ["Both", "yes", "no"] }, "no"],
  [{ "Fn::If": ["Either", "yes", "no"] }, "yes"],
  [{ "Fn::FindInMap": ["Sizes", { Ref: "AWS::Region" }, "small"] }, "128"],
  [{ "Fn::ImportValue": "other:Export" }, "imported"],
  [{ "Fn::Base64": "hello" }, "aGVsbG8="],
  [{ "Fn::GetAZs": "" }, ["us-west-2a", "us-west-2b", "us-west-2c"]],
])("%j is %j", (value, expected) => {
  expect(resolve(value)).toEqual(expected);
});

test("a given parameter goes before its default", () => {
  expect(resolve({ "Fn::If": ["IsProd", { Ref: "Stage" }, "other"] }, { Stage: "dev" })).toBe("other");
  expect(resolve({ Ref: "Needed" }, { Needed: "here" })).toBe("here");
});

test.each<readonly [unknown, string]>([
  [
    { "Fn::Transform": {} },
    "stack/Probe: Properties.Value: the intrinsic function Fn::Transform is not known",
  ],
  [
    { a: [{ "Fn::Length": [] }] },
    "stack/Probe: Properties.Value.a[0]: the intrinsic function Fn::Length is not known",
  ],
  [
    { Ref: "Nothing" },
    "stack/Probe: Properties.Value.Ref: the template has neither a resource nor a parameter Nothing",
  ],
  [att("Nothing", "Arn"), "the template has no resource Nothing"],
  [att("Queue", "Color"), "knows no attribute Color of Queue (AWS::SQS::Queue)"],
  [{ Ref: "Needed" }, "the parameter Needed needs a value"],
  [{ Ref: "BootstrapVersion" }, "the parameter BootstrapVersion needs a value"],
  [{ "Fn::If": ["Nothing", 1, 2] }, "the template has no condition Nothing"],
  [{ "Fn::ImportValue": "nothing" }, "no stack of the assembly exports nothing"],
  [{ "Fn::Select": [9, ["a"]] }, "the list has no such entry"],
  [{ "Fn::FindInMap": ["Sizes", "mars", "small"] }, "the mapping Sizes has no such entry"],
  [{ "Fn::Join": ["", [{ a: 1 }]] }, 'text expected, found {"a":1}'],
  [att("Loop", "Arn"), "stack/Loop: Properties.QueueName refers to itself"],
])("%j is refused: %s", (value, message) => {
  expect(() => resolve(value)).toThrow(message);
});
