import { type Stack, Validations } from "aws-cdk-lib";
import { Topic } from "aws-cdk-lib/aws-sns";
import { AwsSolutionsChecks } from "cdk-nag";
import { testStack } from "../test/test-stack";
import { acceptFinding } from "./accept-finding";

const REASON = "A test shows that the finding goes away.";

/** Ids of what cdk-nag finds in a stack. */
function findings(stack: Stack): readonly string[] {
  return new AwsSolutionsChecks().validateScope(stack).violations.map(({ ruleName }) => ruleName);
}

test("the finding is suppressed, on that construct only", () => {
  const stack = testStack();
  const topic = new Topic(stack, "Topic");
  expect(findings(stack)).toEqual(["AwsSolutions-SNS3"]);
  acceptFinding(topic, { id: "AwsSolutions-SNS3", reason: REASON });
  expect(findings(stack)).toEqual([]);
  new Topic(stack, "Other");
  expect(findings(stack)).toEqual(["AwsSolutions-SNS3"]);
});

test("no folder of this machine is recorded with it", () => {
  const stack = testStack();
  const { stackTraceLimit } = Error;
  acceptFinding(stack, { id: "AwsSolutions-SNS3", reason: REASON });
  const recorded = stack.node.metadata.filter(
    ({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY,
  );
  expect(recorded).toHaveLength(1);
  expect(JSON.stringify(recorded)).not.toContain(__dirname);
  expect(Error.stackTraceLimit).toBe(stackTraceLimit);
});

test.each(["", "Because.", "no capital letter, and no end", "A sentence that does not end"])(
  "%j is no reason",
  (reason) => {
    expect(() => {
      acceptFinding(testStack(), { id: "AwsSolutions-SNS3", reason });
    }).toThrow("AwsSolutions-SNS3 needs a reason: one whole sentence");
  },
);

test.each(["AwsSolutions-IAM4", "AwsSolutions-IAM5"] as const)("%s is not accepted as a whole", (id) => {
  expect(() => {
    acceptFinding(testStack(), { id, reason: REASON });
  }).toThrow(`${id} accepts every finding of the rule`);
});

test("a rule of another pack does not compile", () => {
  expect(() => {
    // @ts-expect-error - only ids of the pack that runs
    acceptFinding(testStack(), { id: "HIPAA.Security-SNSEncryptedKMS", reason: REASON });
  }).not.toThrow();
});
