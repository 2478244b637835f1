import { join } from "node:path";
import { environment, memberTemplateOf, templateOf } from "../../test/environments";
import { EXAMPLES } from "../environment/load-environment";
import { ACCEPTED } from "./accepted";
import { BASELINE_FILE, readBaseline } from "./baseline";
import { type Change, compare, isLoss } from "./compare";
import { type Outline, outlineOf } from "./outline";
import { changesSince, isUnexpected, report } from "./report";
import { readSpecification } from "./specification";

const specification = readSpecification();
const baseline = readBaseline(join(__dirname, "..", "..", "..", "..", BASELINE_FILE));

const outlined = (template: { toJSON(): unknown }): Outline => outlineOf(template.toJSON(), specification);

const current = Object.fromEntries(
  EXAMPLES.map((name) => {
    const of = environment(name);
    return [name, { central: outlined(templateOf(of)), member: outlined(memberTemplateOf(of)) }];
  }),
);

describe("an update of the recorded release", () => {
  const changes = changesSince(baseline, current);

  test.each(changes.map((of) => [`${of.environment}, ${of.stack} stack`, of] as const))(
    "%s: nothing that holds data or has a name is lost, replaced or in the way",
    (_, of) => {
      expect(of.changes.filter(isUnexpected)).toEqual([]);
    },
  );

  test("covers each example environment", () => {
    expect(Object.keys(baseline.environments).sort()).toEqual([...EXAMPLES].sort());
  });

  test("the lab's system gets nothing more", () => {
    const ofLab = changes.filter((of) => of.environment === "lab" && of.stack === "central");
    expect(ofLab).toEqual([{ environment: "lab", stack: "central", changes: [] }]);
  });

  test("accepts no loss that there is not", () => {
    const lost = changes.flatMap((of) => of.changes.filter(isLoss)).map(({ logicalId }) => logicalId);
    expect(ACCEPTED.filter(({ logicalId }) => !lost.includes(logicalId))).toEqual([]);
  });
});

const template = (
  resources: Readonly<Record<string, readonly [type: string, properties: object]>>,
): Outline =>
  outlineOf(
    {
      Resources: Object.fromEntries(
        Object.entries(resources).map(([id, [Type, Properties]]) => [id, { Type, Properties }]),
      ),
    },
    specification,
  );

const TABLE = { TableName: "register", BillingMode: "PAY_PER_REQUEST" };
const before = template({
  Table: ["AWS::DynamoDB::Table", TABLE],
  Queue: ["AWS::SQS::Queue", { QueueName: "failures" }],
  Alarm: ["AWS::CloudWatch::Alarm", { AlarmName: "failures", Threshold: 1 }],
  Policy: ["AWS::SQS::QueuePolicy", { Queues: ["failures"] }],
});

interface Row {
  readonly after: Parameters<typeof template>[0];
  readonly expected: readonly Pick<Change, "kind" | "logicalId">[];
  readonly isLost: boolean;
}

const rows: Readonly<Record<string, Row>> = {
  "another threshold of an alarm": {
    after: {
      Table: ["AWS::DynamoDB::Table", TABLE],
      Queue: ["AWS::SQS::Queue", { QueueName: "failures" }],
      Alarm: ["AWS::CloudWatch::Alarm", { AlarmName: "failures", Threshold: 2 }],
      Policy: ["AWS::SQS::QueuePolicy", { Queues: ["failures"] }],
    },
    expected: [],
    isLost: false,
  },
  "another name of the table, and the queue gone": {
    after: {
      Table: ["AWS::DynamoDB::Table", { ...TABLE, TableName: "other" }],
      Alarm: ["AWS::CloudWatch::Alarm", { AlarmName: "failures" }],
      Policy: ["AWS::SQS::QueuePolicy", { Queues: ["failures"] }],
    },
    expected: [
      { kind: "removed", logicalId: "Queue" },
      { kind: "replaced", logicalId: "Table" },
    ],
    isLost: true,
  },
  "a policy gone and a topic more": {
    after: {
      Table: ["AWS::DynamoDB::Table", TABLE],
      Queue: ["AWS::SQS::Queue", { QueueName: "failures" }],
      Alarm: ["AWS::CloudWatch::Alarm", { AlarmName: "failures" }],
      Topic: ["AWS::SNS::Topic", { TopicName: "alarms" }],
    },
    expected: [
      { kind: "removed", logicalId: "Policy" },
      { kind: "added", logicalId: "Topic" },
    ],
    isLost: false,
  },
  "an alarm of the same name at another place": {
    after: {
      Table: ["AWS::DynamoDB::Table", TABLE],
      Queue: ["AWS::SQS::Queue", { QueueName: "failures" }],
      Moved: ["AWS::CloudWatch::Alarm", { AlarmName: "failures" }],
      Policy: ["AWS::SQS::QueuePolicy", { Queues: ["failures"] }],
    },
    expected: [
      { kind: "removed", logicalId: "Alarm" },
      { kind: "in the way", logicalId: "Moved" },
    ],
    isLost: true,
  },
  "another type under the same id": {
    after: {
      Table: ["AWS::DynamoDB::Table", TABLE],
      Queue: ["AWS::SNS::Topic", { TopicName: "failures" }],
      Alarm: ["AWS::CloudWatch::Alarm", { AlarmName: "failures" }],
      Policy: ["AWS::SQS::QueuePolicy", { Queues: ["failures"] }],
    },
    expected: [{ kind: "replaced", logicalId: "Queue" }],
    isLost: true,
  },
};

test.each(Object.entries(rows))("%s", (_, { after, expected, isLost }) => {
  const changes = compare(before, template(after));
  expect(changes.map(({ kind, logicalId }) => ({ kind, logicalId }))).toEqual(expected);
  expect(changes.some(isLoss)).toBe(isLost);
});

test("what changes is told line by line", () => {
  const of = (central: Outline) => ({ test: { central, member: {} } });
  const after = template(rows["another name of the table, and the queue gone"]?.after ?? {});
  expect(report({ commit: "abcdef0", environments: of(before) }, of(after))).toEqual({
    losses: 2,
    text: `An update of release abcdef0:

test, central stack: 0 added, 1 removed, 2 to look at
  ! AWS::SQS::Queue failures (Queue)
  ! replaced: AWS::DynamoDB::Table register (Table) by TableName: "register" becomes "other"

test, member stack: everything is kept, nothing is added
`,
  });
});

test("a type that CloudFormation does not have is an error", () => {
  expect(() => template({ Odd: ["AWS::No::Such", {}] })).toThrow("Odd");
});
