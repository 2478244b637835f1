import { Template } from "aws-cdk-lib/assertions";
import { Rule } from "aws-cdk-lib/aws-events";
import { testStack } from "../test/test-stack";
import { rulePattern } from "./rule-pattern";

const PATTERN = {
  source: ["aws.s3"],
  "detail-type": ["AWS API Call via CloudTrail"],
  detail: { eventName: ["PutBucketAcl"], errorCode: [{ exists: false }] },
} as const;

test("the pattern in the template is the one given", () => {
  const stack = testStack();
  new Rule(stack, "Rule", { eventPattern: rulePattern(PATTERN) });
  const [rule] = Object.values(Template.fromStack(stack).findResources("AWS::Events::Rule"));
  expect(rule).toHaveProperty("Properties.EventPattern", PATTERN);
});

test("a field that would be lost is refused", () => {
  expect(() =>
    rulePattern({
      ...PATTERN,
      // @ts-expect-error - a pattern of ours names three fields
      account: ["111122223333"],
    }),
  ).toThrow("the pattern's account is not carried over");
});
