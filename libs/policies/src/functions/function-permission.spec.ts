import { type FunctionPermission, functionStatement, isResourceOf } from "./function-permission";

const HERE = { region: "eu-central-1", accountId: "111122223333" };
const tags: FunctionPermission = {
  actions: [{ action: "s3:GetBucketTagging", because: "reads the tags of the bucket that changed" }],
  resource: "arn:${Partition}:s3:::*",
  wildcardBecause: "Which bucket changed is known only when an event names it.",
};
const table: FunctionPermission = {
  actions: [
    { action: "dynamodb:PutItem", because: "stores what changed" },
    { action: "dynamodb:GetItem", because: "reads what is stored" },
  ],
  resource: "arn:${Partition}:dynamodb:${Region}:${Account}:table/${Table}",
};

test("the statement is about what the resource names", () => {
  expect(functionStatement(table, { ...HERE, Table: "security-auto" })).toEqual({
    Effect: "Allow",
    Action: ["dynamodb:PutItem", "dynamodb:GetItem"],
    Resource: "arn:aws:dynamodb:eu-central-1:111122223333:table/security-auto",
  });
});

test("a resource that does not name the account is limited to the stack's account by a condition", () => {
  expect(functionStatement(tags, { region: "cn-north-1", accountId: "444455556666" })).toEqual({
    Effect: "Allow",
    Action: ["s3:GetBucketTagging"],
    Resource: "arn:aws-cn:s3:::*",
    Condition: { StringEquals: { "aws:ResourceAccount": "444455556666" } },
  });
});

test.each<[what: string, place: Parameters<typeof functionStatement>[1], message: string]>([
  ["a name that the stack does not give", HERE, 'Table must be one exact value, not ""'],
  ["a wildcard in a name", { ...HERE, Table: "*" }, 'Table must be one exact value, not "*"'],
  [
    "a wildcard in the account id",
    { ...HERE, accountId: "*", Table: "a" },
    'Account must be one exact value, not "*"',
  ],
])("refuses %s", (_what, place, message) => {
  expect(() => functionStatement(table, place)).toThrow(new RangeError(message));
});

test.each<[found: string, permission: FunctionPermission, is: boolean]>([
  ["arn:aws:dynamodb:eu-central-1:111122223333:table/security-auto", table, true],
  ["arn:aws:dynamodb:eu-central-1:111122223333:table/*", table, false],
  ["arn:aws:dynamodb:eu-central-1:111122223333:table/", table, false],
  ["arn:aws:dynamodb:eu-central-1:111122223333:table/security-auto/index/open", table, false],
  ["arn:aws:dynamodb:*:111122223333:table/security-auto", table, false],
  ["arn:aws:sqs:eu-central-1:111122223333:table/security-auto", table, false],
  ["arn:aws:s3:::*", tags, true],
  ["arn:aws-cn:s3:::*", tags, true],
  ["arn:aws:s3:::ledger", tags, false],
  ["*", tags, false],
])("whether %s is the resource of a permission", (found, permission, is) => {
  expect(isResourceOf(permission, found)).toBe(is);
});

test("a permission without an action, or without a resource, does not compile", () => {
  const fill: Pick<FunctionPermission, "actions" | "resource"> = {
    // @ts-expect-error - at least one action
    actions: [],
    // @ts-expect-error - an ARN, or a star
    resource: "",
  };
  expect(fill.actions).toEqual([]);
});
