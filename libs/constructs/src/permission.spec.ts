import { policyDocument } from "@security-auto/iam-policy";
import {
  readAccessPointPolicies,
  readBuckets,
  sendToQueue,
  trustLambda,
  writeLogs,
} from "@security-auto/policies";
import { Aws } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { HERE, QUEUE_ARN, testStack } from "../test/test-stack";
import { LeastPrivilegeRole } from "./least-privilege-role";
import { acceptWildcards, type Permission, permissionOf } from "./permission";

const REASON = "Which bucket is read is known only when an event names it.";
const LOGS = writeLogs({ region: HERE.region, accountId: HERE.account, functionName: "watch" });

/** What cdk-nag finds in a role of these permissions, after what they say of themselves was accepted. */
function findings(permissions: readonly Permission[]): readonly string[] {
  const role = new LeastPrivilegeRole(testStack(), "Role", {
    roleName: "role",
    description: "A role",
    trust: trustLambda(),
    permissions: {
      policyName: "policy",
      document: policyDocument(...permissions.map(({ statement }) => statement)),
    },
  });
  acceptWildcards(role, permissions);
  return new AwsSolutionsChecks().validateScope(role).violations.map(({ ruleName }) => ruleName);
}

test.each<[string, readonly Permission[], readonly string[]]>([
  ["no wildcard, nothing to accept", [{ statement: sendToQueue({ queueArn: QUEUE_ARN }) }], []],
  ["a wildcard with a reason is accepted", [{ statement: readBuckets(), wildcardBecause: REASON }], []],
  [
    "a function's own permission brings its reason",
    [
      permissionOf(
        {
          actions: [{ action: "s3:GetBucketTagging", because: "reads the tags" }],
          resource: "arn:${Partition}:s3:::*",
          wildcardBecause: REASON,
        },
        { region: HERE.region, accountId: HERE.account },
      ),
    ],
    [],
  ],
  ["one without a reason is found", [{ statement: readBuckets() }], ["AwsSolutions-IAM5[Resource::*]"]],
  [
    "a reason covers its own statement's resource and no other",
    [{ statement: readBuckets(), wildcardBecause: REASON }, { statement: LOGS }],
    ["AwsSolutions-IAM5[Resource::arn:aws:logs:us-west-2:111122223333:log-group:/aws/lambda/watch:*]"],
  ],
  [
    "a wildcard beside what is known only at deployment is accepted",
    [
      {
        statement: readAccessPointPolicies({
          accessPointArn: `arn:${Aws.PARTITION}:s3:*:${Aws.ACCOUNT_ID}:accesspoint/*`,
        }),
        wildcardBecause: REASON,
      },
    ],
    [],
  ],
  [
    "a wildcard in an action is not covered",
    [
      {
        statement: { Effect: "Allow", Action: "s3:Get*", Resource: "*" },
        wildcardBecause: REASON,
      },
    ],
    ["AwsSolutions-IAM5[Action::s3:Get*]"],
  ],
])("%s", (_, permissions, expected) => {
  expect(findings(permissions)).toEqual(expected);
});
