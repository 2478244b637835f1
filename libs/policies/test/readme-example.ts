import { evaluate, functionArn, invokeFunction, policyDocument, toJson } from "../src";

const place = { region: "us-west-2", accountId: "111122223333" };
const target = functionArn({ ...place, name: "security-auto-S3" });
const document = policyDocument(invokeFunction({ functionArn: target }));
console.log(toJson(document));

const role = {
  kind: "aws",
  arn: "arn:aws:iam::111122223333:role/target",
  accountId: "111122223333",
} as const;
const { decision, because } = evaluate(
  { principal: role, action: "lambda:InvokeFunction", resource: `${target}-restrict` },
  { identity: [{ name: "invoke", document }] },
);
console.log(decision, because);
