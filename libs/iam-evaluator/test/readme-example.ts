import { evaluate } from "../src";

const target = "arn:aws:lambda:us-west-2:111122223333:function:security-auto-S3";
const statement = { Effect: "Allow", Action: "lambda:InvokeFunction", Resource: target } as const;
const role = {
  kind: "aws",
  arn: "arn:aws:iam::111122223333:role/target",
  accountId: "111122223333",
} as const;
const { decision, because } = evaluate(
  { principal: role, action: "lambda:InvokeFunction", resource: `${target}-restrict` },
  { identity: [{ name: "invoke", document: { Version: "2012-10-17", Statement: statement } }] },
);
console.log(decision, because);
