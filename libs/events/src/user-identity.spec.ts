import { actorOf } from "./actor-of";
import { userIdentitySchema } from "./user-identity";

test.each([
  ["an unknown caller", undefined, "unknown caller AIDA404F6A2DFEXAMPLE"],
  ["an IAM user", "IAMUser", "IAM user of unknown name"],
  ["a role", "AssumedRole", "role of unknown name"],
  ["a federated user", "FederatedUser", "federated user of unknown name"],
  ["a service", "AWSService", "AWS service of unknown name"],
])("%s whose ARN and names are empty is shown as one without", (_, type, display) => {
  const empty = { type, arn: "", userName: "", accountId: "", invokedBy: "" };
  const actor = actorOf(userIdentitySchema.parse({ ...empty, principalId: "AIDA404F6A2DFEXAMPLE" }));
  expect(actor.display).toBe(display);
});
