import { DETAIL_TYPES } from "@security-auto/assessment";
import { type Permission, readPermissions, SecurityFunction } from "@security-auto/constructs";
import { partitionOf, queueArn, roleArn, tableArn, urlSuffixOf } from "@security-auto/iam-policy";
import {
  assumeOrganizationRole,
  assumeRole,
  countItems,
  decryptWithKey,
  keepItems,
  pollQueue,
  useKey,
} from "@security-auto/policies";
import { PARTITIONS } from "@security-auto/register";
import type { Construct } from "constructs";
import { writesToBuckets } from "../../environment/environment";
import type { Common } from "../common";
import { functionProps, type StackFunctionProps } from "../function-props";
import { publishPermission } from "../published";
import { restrictConfiguration } from "./restrict-configuration";

/**
 * Remediates: takes each violation from its queue, plans, and writes where the environment enforces or somebody approved. Its own role writes to
 * no bucket.
 */
export class RestrictFunction extends SecurityFunction {
  constructor(scope: Construct, id: string, props: StackFunctionProps) {
    const { common } = props;
    const { here, environment, encryption } = common;
    const { kmsKeyArn } = encryption;
    const { names, region } = environment;
    const table = tableArn({ ...here, name: names.table });
    const endpointOf = (service: string): string =>
      `${service}.${region}.${urlSuffixOf(partitionOf(region))}`;
    super(scope, id, {
      ...functionProps("restrict", props),
      description: "Plans what closes a bucket that violates an invariant, and does it where it may",
      permissions: [
        { statement: pollQueue({ queueArn: queueArn({ ...here, name: names.restrictQueue }) }) },
        {
          statement: keepItems({ tableArn: table, partitions: [PARTITIONS.buckets, PARTITIONS.controls] }),
        },
        publishPermission(common, DETAIL_TYPES.remediationChanged),
        ...readPermissions(scope),
        roleOfMembers(common, names.readRole),
        ...(writesToBuckets(environment)
          ? [
              { statement: countItems({ tableArn: table, partitions: [PARTITIONS.counters] }) },
              ...writePermissions(common),
            ]
          : []),
        ...(kmsKeyArn === undefined
          ? []
          : [
              { statement: useKey({ keyArn: kmsKeyArn, viaService: endpointOf("dynamodb") }) },
              { statement: decryptWithKey({ keyArn: kmsKeyArn, viaService: endpointOf("sqs") }) },
            ]),
      ],
      configuration: restrictConfiguration(environment),
    });
  }
}

function roleOfMembers({ environment: { region, organizationId } }: Common, roleName: string): Permission {
  return {
    statement: assumeOrganizationRole({ partition: partitionOf(region), roleName, organizationId }),
    wildcardBecause:
      "The accounts of the organization come and go; the role has one name in each, and the organization is fixed.",
  };
}

/** Each write is made in a role of the bucket owner's account. */
function writePermissions(common: Common): readonly Permission[] {
  const { names, region, account } = common.environment;
  const own = roleArn({ partition: partitionOf(region), accountId: account, name: names.ownRestrictRole });
  return [roleOfMembers(common, names.restrictRole), { statement: assumeRole({ roleArn: own }) }];
}
