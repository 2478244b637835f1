import { findingsPolicy } from "./findings-policy";

const PLACE = {
  tableName: "security-auto",
  tableArn: "arn:aws:dynamodb:eu-west-1:111122223333:table/security-auto",
  functionArn: "arn:aws:lambda:eu-west-1:111122223333:function:security-auto-findings",
  accountId: "111122223333",
  region: "eu-west-1",
};

const actionsIn = (text: string): readonly unknown[] =>
  (JSON.parse(text) as { Statement: readonly { Action: unknown }[] }).Statement.map(({ Action }) => Action);

const READ_AND_INVOKE = [
  ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"],
  "dynamodb:Query",
  "lambda:InvokeFunction",
];

test("whoever uses findings reads the table and its index, and invokes the function", () => {
  expect(actionsIn(findingsPolicy(PLACE))).toEqual(READ_AND_INVOKE);
});

test("a table with a key of its own is read with that key, by way of DynamoDB alone", () => {
  const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd";
  const policy = findingsPolicy({ ...PLACE, keyArn });
  expect(actionsIn(policy)).toEqual([...READ_AND_INVOKE, ["kms:Decrypt", "kms:GenerateDataKey"]]);
  expect(policy).toContain('"kms:ViaService": "dynamodb.eu-west-1.amazonaws.com"');
  expect(policy).toContain(`"Resource": "${keyArn}"`);
});
