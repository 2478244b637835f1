import type { StatementPlace } from "../policies/held-statement";
import {
  both,
  type Json,
  type TemplateEdit,
  withAction,
  withAny,
  withCondition,
  withoutAction,
  withoutConditionKey,
  withoutStatement,
} from "./template-edit";

const template = (): Json => ({
  Resources: {
    Role: {
      Type: "AWS::IAM::Role",
      Properties: {
        Policies: [{ PolicyDocument: { Statement: [{ Action: ["s3:A", "s3:B"] }, { Action: "sqs:C" }] } }],
      },
    },
    Bus: { Type: "AWS::Events::EventBusPolicy", Properties: { Statement: { Action: "events:PutEvents" } } },
  },
});
const at = (index: number): StatementPlace => ({
  template: "central",
  logicalId: "Role",
  path: ["Policies", 0, "PolicyDocument", "Statement", index],
});
const BUS: StatementPlace = { template: "central", logicalId: "Bus", path: ["Statement"] };

function statementsAfter(edit: TemplateEdit): unknown {
  const content = template();
  edit("central", content);
  const { Role, Bus } = content["Resources"] as Record<string, { Properties: Json } | undefined>;
  const [policy] = Role?.Properties["Policies"] as { PolicyDocument: { Statement: unknown } }[];
  return [policy?.PolicyDocument.Statement, Bus?.Properties["Statement"]];
}

const PUT = { Action: "events:PutEvents" };

test.each<[string, TemplateEdit, unknown]>([
  [
    "one of several actions is taken out",
    withoutAction(at(0), "s3:A"),
    [[{ Action: ["s3:B"] }, { Action: "sqs:C" }], PUT],
  ],
  [
    "a statement goes with its only action",
    withoutAction(at(1), "sqs:C"),
    [[{ Action: ["s3:A", "s3:B"] }], PUT],
  ],
  [
    "a resource goes with its only statement",
    withoutAction(BUS, "events:PutEvents"),
    [[{ Action: ["s3:A", "s3:B"] }, { Action: "sqs:C" }], undefined],
  ],
  ["a statement goes as a whole", withoutStatement(at(0)), [[{ Action: "sqs:C" }], PUT]],
  [
    "an action joins one or several",
    both(withAction(at(0), "s3:D"), withAction(at(1), "sqs:D")),
    [[{ Action: ["s3:A", "s3:B", "s3:D"] }, { Action: ["sqs:C", "sqs:D"] }], PUT],
  ],
  [
    "a statement is about every resource, and for everybody",
    both(withAny(BUS, "Resource"), withAny(BUS, "Principal")),
    [[{ Action: ["s3:A", "s3:B"] }, { Action: "sqs:C" }], { ...PUT, Resource: "*", Principal: "*" }],
  ],
])("%s", (_, edit, expected) => {
  expect(statementsAfter(edit)).toEqual(expected);
});

test("the other template is left alone", () => {
  const content = template();
  withoutAction(at(0), "s3:A")("member", content);
  expect(content).toEqual(template());
});

test.each<[string, readonly string[], unknown]>([
  ["one key of several", ["aws:A"], { StringEquals: { "aws:B": "b" } }],
  ["the condition goes with its last key", ["aws:A", "aws:B"], undefined],
])("a condition loses %s", (_, keys, expected) => {
  const Condition = { StringEquals: { "aws:A": "a", "aws:B": "b" } };
  const content: Json = { Resources: { Bus: { Properties: { Statement: { ...PUT, Condition } } } } };
  for (const key of keys) withoutConditionKey(BUS, { operator: "StringEquals", key })("central", content);
  expect(content).toEqual({
    Resources: {
      Bus: { Properties: { Statement: { ...PUT, ...(expected !== undefined && { Condition: expected }) } } },
    },
  });
});

test.each<[string, { readonly operator: string; readonly value?: string }, unknown]>([
  [
    "another operator, the other keys as they were",
    { operator: "StringEqualsIfExists" },
    { StringEquals: { "aws:B": "b" }, StringEqualsIfExists: { "aws:A": "a" }, StringLike: { "aws:C": "c" } },
  ],
  [
    "another value, beside what that operator compares already",
    { operator: "StringLike", value: "a*" },
    { StringEquals: { "aws:B": "b" }, StringLike: { "aws:A": "a*", "aws:C": "c" } },
  ],
])("a condition's key is compared by %s", (_, to, expected) => {
  const Condition = { StringEquals: { "aws:A": "a", "aws:B": "b" }, StringLike: { "aws:C": "c" } };
  const content: Json = { Resources: { Bus: { Properties: { Statement: { ...PUT, Condition } } } } };
  withCondition(BUS, { operator: "StringEquals", key: "aws:A" }, to)("central", content);
  expect(content).toEqual({
    Resources: { Bus: { Properties: { Statement: { ...PUT, Condition: expected } } } },
  });
});
