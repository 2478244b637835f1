import { letRuleSend } from "./factories/let-rule-send";
import { readBuckets } from "./factories/read-buckets";
import { trustLambda } from "./factories/trust-lambda";
import type { IdentityStatement, ResourceStatement, TrustStatement } from "./policy-document";

const source = { sourceArn: "arn:aws:events:us-west-2:111122223333:rule/r", sourceAccount: "111122223333" };

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
