import { LocalCloudError, type StackResource } from "@security-auto/local-cloud";
import type { Json } from "../stack/template-edit";
import {
  type AllowedStack,
  ANYTHING,
  is,
  jsonLike,
  JUDGED,
  like,
  MEMBER_TEMPLATE,
  ours,
  oursOrPolledQueue,
  TEXT,
} from "./allowed";
import { notAllowed } from "./not-allowed";

const HOME = "111122223333";
const TOPIC = `arn:aws:sns:us-west-2:${HOME}:alerts`;
const QUEUE = `arn:aws:sqs:us-west-2:${HOME}:work`;
const MEMBER: Json = { Resources: {} };

const ALLOWED: AllowedStack = {
  file: "the-list.ts",
  template: { Description: TEXT, "Conditions.Here": is({ "Fn::Equals": ["a", "a"] }) },
  attributes: { DependsOn: ANYTHING },
  resources: {
    Thing: {
      properties: {
        Name: TEXT,
        "Tags[].Key": TEXT,
        Encrypted: is(true),
        Key: TEXT,
        "Code.Bucket": like(/^assets-(?<account>\d{12})-(?<region>[a-z0-9-]+)$/),
        "Targets[].Arn": ours("sns", "events"),
        Sink: oursOrPolledQueue("sns"),
        Here: jsonLike(/^\{"Is":"(?<home>\d{12})"\}$/),
        Policy: JUDGED,
        Body: MEMBER_TEMPLATE,
      },
      needs: [["Encrypted", "Key"]],
    },
  },
};

/** Properties and attributes of one thing, and the template's sections besides. */
type Parts = [properties: Json, attributes?: Json, sections?: Json];

function said(...[properties, attributes = {}, sections = {}]: Parts): readonly string[] {
  // As JSON has it: what is undefined is not there.
  const Properties = JSON.parse(JSON.stringify({ Encrypted: true, ...properties })) as Json;
  const resource: StackResource = {
    stack: { name: "central", account: HOME, region: "us-west-2" },
    logicalId: "One",
    type: "Thing",
    property: (name) => {
      const value = Properties[name];
      if (value === "unreadable") throw new LocalCloudError("Fn::Nothing is not known");
      return value;
    },
  };
  return notAllowed(
    {
      name: "central",
      content: { Resources: { One: { Type: "Thing", Properties, ...attributes } }, ...sections },
      account: HOME,
      region: "us-west-2",
      resources: new Map([["One", resource]]),
    },
    ALLOWED,
    { home: HOME, arns: new Set([TOPIC, QUEUE]), polledQueues: new Set([QUEUE]), memberTemplate: MEMBER },
  );
}

test.each<[string, ...Parts]>([
  ["names, lists of objects, policies", { Name: "n", Tags: [{ Key: "k" }], Policy: { Any: ["thing"] } }],
  ["a pattern whose groups are account and region", { Code: { Bucket: `assets-${HOME}-us-west-2` } }],
  ["what the stacks make", { Targets: [{ Arn: TOPIC }] }],
  ["a bus of the security account", { Targets: [{ Arn: `arn:aws:events:us-west-2:${HOME}:event-bus/b` }] }],
  ["a queue that Lambda polls", { Sink: QUEUE }],
  ["a value whose JSON fits", { Here: { Is: HOME } }],
  ["the member stack's template", { Body: JSON.stringify(MEMBER, undefined, 1) }],
  ["attributes and sections", {}, { DependsOn: ["Two"] }, { Description: "d" }],
  ["a section that is exactly so", {}, {}, { Conditions: { Here: { "Fn::Equals": ["a", "a"] } } }],
])("listed: %s", (...[, ...parts]) => {
  expect(said(...parts)).toEqual([]);
});

test.each<[string, string, ...Parts]>([
  ["a property", "One (Thing): Size is not listed", { Size: 1 }],
  ["a property of a property", "One (Thing): Code.Key is not listed", { Code: { Key: "k" } }],
  ["a property in a list", "One (Thing): Tags[].Value is not listed", { Tags: [{ Key: "k", Value: "v" }] }],
  ["a property that is empty", "One (Thing): Layers is not listed", { Layers: [] }],
  ["another value", "One (Thing): Encrypted is false, and may only be true", { Encrypted: false }],
  [
    "an object in place of a name",
    'One (Thing): Name is {"a":1}, and may only be a text',
    { Name: { a: 1 } },
  ],
  ["a text in place of an object", 'One (Thing): Code is "inline"', { Code: "inline" }],
  ["nothing of what is needed", "One (Thing): Encrypted or Key is missing", { Encrypted: undefined }],
  [
    "another account in a pattern",
    'One (Thing): Code.Bucket is "assets-999988887777-us-west-2", and may only be like',
    { Code: { Bucket: "assets-999988887777-us-west-2" } },
  ],
  [
    "another region in a pattern",
    'One (Thing): Code.Bucket is "assets-111122223333-eu-west-1"',
    { Code: { Bucket: `assets-${HOME}-eu-west-1` } },
  ],
  [
    "something of another account",
    "may only be something of sns, events that the stacks make",
    { Targets: [{ Arn: TOPIC }, { Arn: "arn:aws:sns:us-west-2:999988887777:alerts" }] },
  ],
  [
    "a bus of another account",
    "Targets[].Arn is",
    { Targets: [{ Arn: "arn:aws:events:us-west-2:999988887777:event-bus/b" }] },
  ],
  [
    "a queue that nobody polls",
    "may only be something of sns that the stacks make, or a queue that Lambda polls",
    { Sink: `${QUEUE}-2` },
  ],
  ["a polled queue where none belongs", "Targets[].Arn is", { Targets: [{ Arn: QUEUE }] }],
  ["a value whose JSON names another account", "Here is", { Here: { Is: "999988887777" } }],
  ["another member template", "Body is", { Body: "{}" }],
  ["no template at all", "Body is", { Body: "{" }],
  ["a value that cannot be read", 'Name is "Fn::Nothing is not known"', { Name: "unreadable" }],
  ["an attribute", "One (Thing): Condition is not listed", {}, { Condition: "Here" }],
  ["a section", "central: Transform is not listed", {}, {}, { Transform: "Theirs" }],
  [
    "another condition of that name",
    "central: Conditions.Here is",
    {},
    {},
    { Conditions: { Here: { "Fn::Equals": ["a", "b"] } } },
  ],
  ["a choice", "Name depends on Fn::If", { Name: { "Fn::If": ["Here", "a", "b"] } }],
  [
    "a parameter",
    "Policy.Statement[].Resource depends on the parameter Where",
    { Policy: { Statement: [{ Resource: { Ref: "Where" } }] } },
    {},
    { Parameters: { Where: {} } },
  ],
])("refused with its path: %s", (...[, line, ...parts]) => {
  const lines = said(...parts);
  const [first = ""] = lines.filter((each) => each.includes(line));
  expect(first).toContain("not allowed: central");
  expect(first).toContain("what is intended is listed in the-list.ts");
});

test("a type that is not listed, and a resource that is not made here", () => {
  const content = { Resources: { User: { Type: "AWS::IAM::User" }, Other: { Type: "Thing" } } };
  const place = { name: "central", content, account: HOME, region: "us-west-2", resources: new Map() };
  const NOTHING_MADE = {
    home: HOME,
    arns: new Set<string>(),
    polledQueues: new Set<string>(),
    memberTemplate: MEMBER,
  };
  expect(notAllowed(place, ALLOWED, NOTHING_MADE)).toEqual([
    expect.stringContaining("User (AWS::IAM::User): no resource of this type is listed") as string,
    expect.stringContaining("Other (Thing): it is not made in the place that is proven") as string,
  ]);
});
