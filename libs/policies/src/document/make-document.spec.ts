import { readBuckets } from "../factories/read-buckets";
import { trustLambda } from "../factories/trust-lambda";
import { policyDocument } from "./make-document";
import { parsePolicyDocument } from "./parse-document";
import { toJson } from "./to-json";

test("JSON out is JSON in", () => {
  const document = policyDocument(readBuckets());
  expect(parsePolicyDocument(toJson(document))).toEqual({ success: true, data: document });
});

test("statements of two kinds make no document", () => {
  // @ts-expect-error - an identity statement beside a trust statement
  const mixed = policyDocument(readBuckets(), trustLambda());
  expect(mixed.Statement).toHaveLength(2);
});
