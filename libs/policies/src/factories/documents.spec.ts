import {
  type IdentityStatement,
  parsePolicyDocument,
  policyDocument,
  type ResourceStatement,
  toJson,
  type TrustStatement,
} from "@security-auto/iam-policy";

import { letRuleSend } from "./sqs";
import { readBuckets } from "./s3";
import { trustLambda } from "./sts";

const source = { sourceArn: "arn:aws:events:us-west-2:111122223333:rule/r", sourceAccount: "111122223333" };

test("JSON out is JSON in", () => {
  const document = policyDocument(readBuckets());
  expect(parsePolicyDocument(toJson(document))).toEqual({ success: true, data: document });
});

test("statements of two kinds make no document", () => {
  // @ts-expect-error - an identity statement beside a trust statement
  const mixed = policyDocument(readBuckets(), trustLambda());
  expect(mixed.Statement).toHaveLength(2);
});

test("a statement of one kind does not pass for another", () => {
  const identity = readBuckets();
  const resource = letRuleSend({ queueArn: "arn:aws:sqs:us-west-2:111122223333:q", ...source });
  const trust = trustLambda();

  // @ts-expect-error - a resource statement names a principal
  const namesNobody: ResourceStatement = identity;
  // @ts-expect-error - a trust statement names a principal
  const trustsNobody: TrustStatement = identity;
  // @ts-expect-error - a resource statement names a resource
  const isAboutNothing: ResourceStatement = trust;
  // @ts-expect-error - an identity statement names no principal
  const isHeldBySomebody: IdentityStatement = resource;
  // @ts-expect-error - a trust statement names no resource
  const isAboutAQueue: TrustStatement = resource;

  expect([namesNobody, trustsNobody, isAboutNothing, isHeldBySomebody, isAboutAQueue]).toHaveLength(5);
});
