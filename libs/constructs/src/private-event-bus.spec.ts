import { Template } from "aws-cdk-lib/assertions";
import { testStack } from "../test/test-stack";
import { PrivateEventBus } from "./private-event-bus";

test("each statement of the private bus's policy is a resource of its own, by the statement's id", () => {
  const stack = testStack();
  new PrivateEventBus(stack, "Private", {
    busName: "private",
    senders: [{ roleArns: ["arn:aws:iam::111122223333:role/judge"], detailTypes: ["S3 Bucket Assessed"] }],
  });
  const template = Template.fromStack(stack);
  template.hasResourceProperties("AWS::Events::EventBus", { Name: "private" });
  const policies = Object.values(template.findResources("AWS::Events::EventBusPolicy"));
  expect(policies).toMatchObject([
    { Properties: { StatementId: "OnlyKnownRoles", Statement: { Sid: "OnlyKnownRoles", Effect: "Deny" } } },
    { Properties: { StatementId: "S3BucketAssessedOnly", Statement: { Effect: "Deny" } } },
  ]);
});
