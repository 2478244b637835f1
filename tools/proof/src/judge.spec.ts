import type { AcceptedStatement } from "@security-auto/iam-policy";
import { type PartName, smallStack, USES } from "../test/small-stack";
import { judge, judgeBy } from "./judge";
import { describeFinding } from "./policies/finding";

test("a stack that is granted what it uses, under conditions, has nothing to be said against it", () => {
  const { findings, unmet, negativeTests } = judge(USES, smallStack());
  expect(findings.map(describeFinding)).toEqual([]);
  expect(unmet).toEqual([]);
  expect(negativeTests.refused).toBe(negativeTests.made - negativeTests.accepted);
});

type Change = (statement: AcceptedStatement) => AcceptedStatement;

const on =
  (Resource: string): Change =>
  (statement) => ({ ...statement, Resource });
const by =
  (Principal: NonNullable<AcceptedStatement["Principal"]>): Change =>
  (statement) => ({ ...statement, Principal });
const unconditional: Change = (statement) => ({ ...statement, Condition: {} });
const withoutKey =
  (operator: string): Change =>
  (statement) => ({
    ...statement,
    Condition: Object.fromEntries(
      Object.entries(statement.Condition ?? {}).filter(([name]) => name !== operator),
    ),
  });
const comparedBy =
  (renamed: (operator: string) => string): Change =>
  (statement) => ({
    ...statement,
    Condition: Object.fromEntries(
      Object.entries(statement.Condition ?? {}).map(([operator, keys]) => [renamed(operator), keys]),
    ),
  });
const ifExists = comparedBy((operator) => `${operator}IfExists`);
const forAllValues = comparedBy((operator) => `ForAllValues:${operator}`);
/** In place of StringEquals. */
const anyLike =
  (key: string, value: string): Change =>
  (statement) => ({
    ...statement,
    Condition: { ...withoutKey("StringEquals")(statement).Condition, StringLike: { [key]: value } },
  });

/** What is changed in which statement, from 1, and the findings it makes. */
const BROKEN: readonly (readonly [
  name: string,
  part: PartName,
  statement: number,
  change: Change,
  found: readonly RegExp[],
])[] = [
  [
    "invokes every function",
    "invoker",
    1,
    on("*"),
    [
      /^granted but never used: role invoker \(1+2+3+\), p, statement 1: lambda:InvokeFunction on \* \(the resource is wider/,
      /^not refused: role invoker .*, statement 1: lambda:InvokeFunction on arn:aws:lambda:us-west-2:999988887777:function:reader/,
    ],
  ],
  [
    "sends to every queue",
    "reader",
    2,
    on("*"),
    [
      /^granted but never used: .*, statement 2: sqs:SendMessage on \* \(/,
      /^not refused: .*, statement 2: sqs:SendMessage/,
    ],
  ],
  [
    "sends to the queues of the account",
    "reader",
    2,
    on("arn:aws:sqs:us-west-2:111122223333:*"),
    [/^granted but never used: .*, statement 2: sqs:SendMessage on arn:aws:sqs:us-west-2:111122223333:\*/],
  ],
  [
    "assumes every role of the organization",
    "reader",
    4,
    on("*"),
    [/^granted but never used: .*, statement 4: sts:AssumeRole on \* \(/],
  ],
  [
    "assumes the role in every organization",
    "reader",
    4,
    unconditional,
    [
      /^not refused: role reader .*, statement 4: sts:AssumeRole on arn:aws:iam::999988887777:role\/member-reader \(in an account of no organization, in an account that looks alike, in an account that AWS does not name, in an account of another organization, in an account of an organization whose id goes on, .* ends before, /,
    ],
  ],
  [
    "writes every log group",
    "reader",
    1,
    on("arn:aws:logs:us-west-2:111122223333:*"),
    [
      /^granted but never used: .*, statement 1: logs:CreateLogStream on arn:aws:logs/,
      /^granted but never used: .*, statement 1: logs:PutLogEvents on arn:aws:logs/,
    ],
  ],
  [
    "is assumed for every rule",
    "invokerTrust",
    1,
    unconditional,
    [
      /^not refused: trust of role invoker .*: sts:AssumeRole on .* \(without a source, without the source's ARN, without the source's account, for another source, for a source of another kind, .*in the name of an account that looks alike\)$/,
    ],
  ],
  [
    "is assumed for each rule of the account",
    "invokerTrust",
    1,
    withoutKey("ArnEquals"),
    [
      /^not refused: trust of role invoker .* \(without the source's ARN, for another source, for a source of another kind, for a source of another region, for a source of another account\)$/,
    ],
  ],
  [
    "is assumed in the name of every account",
    "invokerTrust",
    1,
    withoutKey("StringEquals"),
    [
      /^not refused: trust of role invoker .* \(without the source's account, in the name of another account, in the name of an account that looks alike\)$/,
    ],
  ],
  [
    "is assumed for who says nothing",
    "invokerTrust",
    1,
    ifExists,
    [
      /^not refused: trust of role invoker .* \(without a source, without the source's ARN, without the source's account\)$/,
    ],
  ],
  ["is assumed by everybody", "invokerTrust", 1, by("*"), [/^not refused: .* \(by another service\)$/]],
  [
    "is assumed by one more service",
    "invokerTrust",
    1,
    by({ Service: ["events.amazonaws.com", "ec2.amazonaws.com"] }),
    [
      /^granted but never used: trust of role invoker .*: sts:AssumeRole by ec2\.amazonaws\.com$/,
      /^not refused: .* \(by another service\)$/,
    ],
  ],
  [
    "trusts the whole central account",
    "memberTrust",
    1,
    withoutKey("ArnEquals"),
    [
      /^not refused: trust of role member-reader .* \(by another role, by a role whose name begins alike, by a role of that name under a path, by a user of that name, by a caller that AWS does not name\)$/,
    ],
  ],
  [
    "trusts an account that left the organization",
    "memberTrust",
    1,
    withoutKey("StringEquals"),
    [
      /^not refused: trust of role member-reader .* \(from no organization, from another organization, from an organization whose id goes on, .* ends before, .* differs in its last character\)$/,
    ],
  ],
  [
    "trusts organizations that look alike",
    "memberTrust",
    1,
    anyLike("aws:PrincipalOrgID", "o-exampleorg1*"),
    [/^not refused: trust of role member-reader .* \(from an organization whose id goes on\)$/],
  ],
  [
    "is a bus for every organization there is",
    "bus",
    1,
    anyLike("aws:PrincipalOrgID", "o-*"),
    [/^not refused: policy of events central .* \(from another organization, .* ends before, /],
  ],
  [
    "is a bus for who is of no organization",
    "bus",
    1,
    comparedBy((operator) => (operator === "StringEquals" ? "ForAllValues:StringLike" : operator)),
    [/^not refused: policy of events central .* \(from no organization\)$/],
  ],
  [
    "assumes the role in organizations that look alike",
    "reader",
    4,
    anyLike("aws:ResourceOrgID", "o-exampleorg?"),
    [
      /^not refused: role reader .* \(in an account of an organization whose id differs in its last character\)$/,
    ],
  ],
  [
    "is a queue for every rule",
    "queue",
    2,
    unconditional,
    [/^not refused: policy of sqs failures .*, statement 2: sqs:SendMessage/],
  ],
  [
    "is a queue's policy about every queue",
    "queue",
    2,
    on("*"),
    [
      /^granted but never used: policy of sqs failures .*, statement 2: sqs:SendMessage on \* by events\.amazonaws\.com \(/,
    ],
  ],
  [
    "is a queue that refuses everything",
    "queue",
    1,
    unconditional,
    [/^used but not granted: policy of sqs failures .*: sqs:SendMessage/],
  ],
  [
    "is a bus for every organization",
    "bus",
    1,
    withoutKey("StringEquals"),
    [
      /^not refused: policy of events central .* \(from no organization, from another organization, from an organization whose id goes on, /,
    ],
  ],
  [
    "is a bus for every role",
    "bus",
    1,
    withoutKey("ArnLike"),
    [
      /^not refused: policy of events central .* \(by another role, by a role of that name under a path, by a user of that name, by a caller that AWS does not name\)$/,
    ],
  ],
  [
    "is a bus for events of a member's own",
    "bus",
    1,
    withoutKey("Bool"),
    [/^not refused: policy of events central .* \(by a call of PutEvents, perhaps by a call of PutEvents\)$/],
  ],
  [
    "is a bus for events of every source",
    "bus",
    1,
    withoutKey("ForAllValues:StringEquals"),
    [
      /^not refused: policy of events central .* \(with an event of another source, with an event of a source that looks alike\)$/,
    ],
  ],
  [
    "is a bus for events of no source",
    "bus",
    1,
    withoutKey("Null"),
    [/^not refused: policy of events central .* \(with an event of no source\)$/],
  ],
];

test.each(BROKEN)("found out: what %s", (_, part, statement, change, found) => {
  const broken = smallStack(part, (statements) =>
    statements.map((each, index) => (index === statement - 1 ? change(each) : each)),
  );
  const lines = judge(USES, broken).findings.map(describeFinding);
  expect(lines).toEqual(found.map((line) => expect.stringMatching(line) as string));
});

const judgeAgain = judgeBy(USES);

test.each(BROKEN)("a judge of other stacks finds the same of one that %s", (_, part, statement, change) => {
  const broken = smallStack(part, (statements) =>
    statements.map((each, index) => (index === statement - 1 ? change(each) : each)),
  );
  expect(judgeAgain(smallStack()).findings).toEqual([]);
  expect(judgeAgain(broken)).toEqual(judge(USES, broken));
});

test("found out: reads without the account they are for, each action", () => {
  const broken = smallStack("reader", (statements) => statements.map(unconditional));
  const lines = judge(USES, broken).findings.map(describeFinding);
  expect(lines.filter((line) => line.includes("statement 3: s3:"))).toHaveLength(7);
  expect(lines.filter((line) => line.includes("statement 5: s3:"))).toHaveLength(3);
});

test.each([
  ["IfExists", ifExists],
  ["ForAllValues", forAllValues],
])("found out: reads where AWS does not name the account: %s", (_, change) => {
  const broken = smallStack("reader", (own) => own.map((each, index) => (index === 2 ? change(each) : each)));
  const lines = judge(USES, broken).findings.map(describeFinding);
  expect(lines).toHaveLength(7);
  for (const line of lines) expect(line).toMatch(/\(in an account that AWS does not name\)$/);
});

test("found out: a topic that takes plain HTTP", () => {
  const broken = smallStack("topic", (statements) => statements.slice(1));
  expect(judge(USES, broken).findings.map(describeFinding)).toEqual([
    expect.stringMatching(/^not refused: policy of sns alerts .*: sns:Publish on .* \(over plain HTTP\)$/),
  ]);
});

test.each<[string, PartName, number, Change, string]>([
  [
    "a wildcard",
    "reader",
    4,
    on("arn:aws:iam::222211114444:role/member-reader"),
    String.raw`accepted, but not granted: sts:AssumeRole on ^arn:[^:*?]+:iam::\*:role\/[^*?]+$`,
  ],
  [
    "a negative access test that may be allowed",
    "readerTrust",
    1,
    (statement) => ({
      ...statement,
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
    }),
    "accepted, but not allowed: sts:AssumeRole by lambda.amazonaws.com with another source",
  ],
])("%s that is accepted and no longer there is reported", (_, part, statement, change, line) => {
  const changed = smallStack(part, (statements) =>
    statements.map((each, index) => (index === statement - 1 ? change(each) : each)),
  );
  expect(judge(USES, changed).unmet).toEqual([line]);
});
