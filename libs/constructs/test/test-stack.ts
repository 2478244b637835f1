import { App, Stack } from "aws-cdk-lib";

/** Where the stacks of the tests are. */
export const HERE = { account: "111122223333", region: "us-west-2" } as const;

export const RULE_ARN = "arn:aws:events:us-west-2:111122223333:rule/bus/rule";
export const QUEUE_ARN = "arn:aws:sqs:us-west-2:111122223333:failures";

/** An empty stack with an account and a region. */
export function testStack(): Stack {
  const app = new App({
    context: { "@aws-cdk/core:enablePartitionLiterals": true },
    // CloudFormation's own rules take seconds; the app they are for runs them.
    builtinCloudFormationValidation: false,
  });
  return new Stack(app, "Test", { env: HERE });
}
