import type { StackResource } from "@security-auto/local-cloud";
import { attachToVpc, decryptWithKey, keepVpcFromCode, useKey } from "@security-auto/policies";
import { held, ROLE, ROLE_ARN } from "../../test/policies";
import { notAsAsked, unseenOf } from "./not-judged";

const HERE = { region: "us-west-2", accountId: "111122223333" };
const FUNCTION_ARN = "arn:aws:lambda:us-west-2:111122223333:function:reader";
const QUEUE_ARN = "arn:aws:sqs:us-west-2:111122223333:failures";
const KEY_ARN = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const NETWORK = { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] };

function resource(type: string, arn: string, properties: Readonly<Record<string, unknown>>): StackResource {
  const stack = { name: "central", account: HERE.accountId, region: HERE.region };
  return { stack, logicalId: type, type, arn, property: (name) => properties[name] };
}

const SEND = { PolicyDocument: { Statement: [{ Action: "sqs:SendMessage", Resource: QUEUE_ARN }] } };
const STACK = [
  resource("AWS::Lambda::Function", FUNCTION_ARN, {
    Role: ROLE_ARN,
    VpcConfig: { SubnetIds: NETWORK.subnetIds, SecurityGroupIds: NETWORK.securityGroupIds },
  }),
  resource("AWS::SQS::Queue", QUEUE_ARN, { KmsMasterKeyId: KEY_ARN }),
  resource("AWS::IAM::Role", ROLE_ARN, { Policies: [SEND] }),
];

const NETWORKED = [...attachToVpc({ ...HERE, ...NETWORK }), keepVpcFromCode({ functionArn: FUNCTION_ARN })];
const KEYED = useKey({ keyArn: KEY_ARN, viaService: "sqs.us-west-2.amazonaws.com" });

test("what a VPC and a key ask for, word by word, is all there", () => {
  expect(notAsAsked(held(ROLE, ...NETWORKED, KEYED), unseenOf(STACK))).toEqual([]);
});

test.each([
  ["without a VPC", 0, 5],
  ["without a key", 1, 1],
  ["where the role sends to no queue", 2, 1],
])("the same is refused %s", (_, without, lines) => {
  const unseen = unseenOf(STACK.filter((__, index) => index !== without));
  expect(notAsAsked(held(ROLE, ...NETWORKED, KEYED), unseen)).toHaveLength(lines);
});

test.each([
  ["every key", { ...KEYED, Resource: "*" }],
  ["the key by way of every service", { ...KEYED, Condition: {} }],
  ["one more action", { ...KEYED, Action: ["kms:Decrypt", "kms:GenerateDataKey", "kms:CreateGrant"] }],
])("refused in another form: %s", (_, statement) => {
  const [found, missing, ...others] = notAsAsked(held(ROLE, ...NETWORKED, statement), unseenOf(STACK));
  expect(found).toMatch(
    /^not judged: role reader .*kms:Decrypt.*nothing in the stack asks for it in this form$/,
  );
  expect(missing).toMatch(/^missing: role reader .*: Allow kms:Decrypt/);
  expect(others).toEqual([]);
});

test("that the function's code is kept from the VPC may not be left out", () => {
  expect(notAsAsked(held(ROLE, ...NETWORKED.slice(0, -1), KEYED), unseenOf(STACK))).toEqual([
    expect.stringMatching(/^missing: role reader .*: Deny ec2:CreateNetworkInterface/) as string,
  ]);
});

const TABLE_ARN = "arn:aws:dynamodb:us-west-2:111122223333:table/register";
const table = resource("AWS::DynamoDB::Table", TABLE_ARN, { SSESpecification: { KMSMasterKeyId: KEY_ARN } });
const queue = resource("AWS::SQS::Queue", QUEUE_ARN, { KmsMasterKeyId: KEY_ARN });
const via = (service: string) => ({ keyArn: KEY_ARN, viaService: `${service}.us-west-2.amazonaws.com` });

test.each([
  ["reads and writes items of an encrypted table", "dynamodb:PutItem", TABLE_ARN, useKey(via("dynamodb"))],
  ["receives from an encrypted queue", "sqs:ReceiveMessage", QUEUE_ARN, decryptWithKey(via("sqs"))],
])("a role that %s has to be allowed the key, and no other use of it", (_, Action, Resource, statement) => {
  const PolicyDocument = { Statement: [{ Action, Resource }] };
  const role = resource("AWS::IAM::Role", ROLE_ARN, { Policies: [{ PolicyDocument }] });
  const unseen = unseenOf([table, queue, role]);
  expect(unseen).toEqual([{ role: ROLE_ARN, statement }]);
  expect(notAsAsked(held(ROLE, statement), unseen)).toEqual([]);
  expect(notAsAsked(held(ROLE, useKey(via("s3"))), unseen)).toHaveLength(2);
});
