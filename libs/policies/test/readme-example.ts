import { functionArn, policyDocument, toJson } from "@security-auto/iam-policy";
import { invokeFunction, readBuckets } from "../src";

const target = functionArn({ region: "us-west-2", accountId: "111122223333", name: "security-auto-S3" });
console.log(toJson(policyDocument(invokeFunction({ functionArn: target }), readBuckets())));
