import { startPipeline, stopClouds } from "../../test/cloud";
import { BUS_ARN, change, FUNCTION_ARN, INVOKING, target, TOPIC_ARN } from "../../test/pipeline";

afterEach(stopClouds);

const OTHER_BUS = "arn:aws:events:us-west-2:444455556666:event-bus/central";
const BUS_ELSEWHERE = BUS_ARN.replace("us-west-2", "eu-west-1");
const role = (account: string) => `arn:aws:iam::${account}:role/execution-role`;
const retry = (attempts: number, seconds: number) => ({
  RetryPolicy: { MaximumRetryAttempts: attempts, MaximumEventAgeInSeconds: seconds },
});

describe("a rule that PutTargets refuses does not start: the error names rule, target and what to do", () => {
  test.each<readonly [string, object, RegExp]>([
    [
      "a RetryPolicy on an event bus",
      { Arn: BUS_ARN, RoleArn: role("111122223333"), ...retry(3, 120) },
      /^stack\/Rule: Properties\.Targets has the target only, which is an event bus with a RetryPolicy: .* leave it out$/,
    ],
    [
      "a bus of another account without a role",
      { Arn: OTHER_BUS },
      /target only.* account 444455556666 .*RoleArn/,
    ],
    ["a bus of another region without a role", { Arn: BUS_ELSEWHERE }, /target only.* eu-west-1 .*RoleArn/],
    [
      "a function of another account without a role",
      { Arn: FUNCTION_ARN.replace("111122223333", "444455556666") },
      /account 444455556666 .*RoleArn/,
    ],
    [
      "a role of another account",
      { Arn: TOPIC_ARN, RoleArn: role("444455556666") },
      /role of another account/,
    ],
    ["a topic of another region", { Arn: TOPIC_ARN.replace("us-west-2", "eu-west-1") }, /only an event bus/],
    [
      "more retries than 185",
      { ...INVOKING, ...retry(186, 60) },
      /MaximumRetryAttempts is not from 0 to 185/,
    ],
    [
      "a shorter age than 60 s",
      { ...INVOKING, ...retry(3, 59) },
      /MaximumEventAgeInSeconds is not from 60 to 86400/,
    ],
  ])("%s", async (_name, properties, message) => {
    await expect(startPipeline(target(properties))).rejects.toThrow(message);
  });

  test("more than five targets", async () => {
    const Targets = Array.from({ length: 6 }, (_, index) => ({ ...INVOKING, Id: `t${index}` }));
    const started = startPipeline((r) => {
      change(r, "Rule", { Targets });
    });
    await expect(started).rejects.toThrow(/has 6 targets, EventBridge takes 5 a rule/);
  });

  test("a pattern of more than 2,048 characters", async () => {
    const started = startPipeline((r) => {
      change(r, "Rule", { EventPattern: { source: ["x".repeat(2035)] } });
    });
    await expect(started).rejects.toThrow(/EventPattern has 2050 characters, EventBridge takes 2048/);
  });
});

test.each<readonly [string, object]>([
  ["a retry policy at its ends", { ...INVOKING, ...retry(185, 86_400) }],
  ["no retries", { ...INVOKING, ...retry(0, 60) }],
  [
    "a bus of another account and region with a role",
    { Arn: OTHER_BUS.replace("us-west-2", "eu-west-1"), RoleArn: role("111122223333") },
  ],
  ["a pattern of 2,048 characters", { ...INVOKING }],
])("starts: %s", async (name, properties) => {
  const cloud = await startPipeline((r) => {
    target(properties)(r);
    if (name.startsWith("a pattern")) change(r, "Rule", { EventPattern: { source: ["x".repeat(2033)] } });
  });
  expect(cloud.rules).toHaveLength(1);
});
