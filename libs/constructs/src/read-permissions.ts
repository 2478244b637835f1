import {
  ACCESS_READS,
  listBuckets,
  readAccessPointPolicies,
  readAccount,
  readBuckets,
} from "@security-auto/policies";
import { Stack } from "aws-cdk-lib";
import type { IConstruct } from "constructs";
import type { Permission } from "./permission";

/** All that a role needs to read who can access any bucket of the account that its stack is in. */
export function readPermissions(scope: IConstruct): readonly Permission[] {
  const stack = Stack.of(scope);
  const { account } = stack;
  const accessPointArn = stack.formatArn({
    service: "s3",
    region: "*",
    resource: "accesspoint",
    resourceName: "*",
  });
  const wildcardBecause =
    "Which bucket is read is known only when an event names it; the actions only read, in this account only.";
  return [
    { statement: readBuckets({ reads: ACCESS_READS, resourceAccount: account }), wildcardBecause },
    { statement: readAccount({ accountId: account }), wildcardBecause },
    {
      statement: readAccessPointPolicies({ accessPointArn }),
      wildcardBecause:
        "Which access points a bucket has, in which region, is known only when an event names it; the actions only read, in this account only.",
    },
  ];
}

/** What a role needs to list the buckets of the account that its stack is in. */
export function listPermission(scope: IConstruct): Permission {
  return {
    statement: listBuckets({ accountId: Stack.of(scope).account }),
    wildcardBecause: "The action works on no resource; a condition names the account.",
  };
}
