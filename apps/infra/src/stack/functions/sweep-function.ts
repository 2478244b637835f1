import { coveragePermissions, listPermission, SecurityFunction } from "@security-auto/constructs";
import { partitionOf, queueArn, tableArn, urlSuffixOf } from "@security-auto/iam-policy";
import {
  assumeOrganizationRole,
  deleteItems,
  getItems,
  keepItems,
  listAccounts,
  pollQueue,
  queryIndex,
  sendToQueue,
  useKey,
} from "@security-auto/policies";
import { bucketPartition, BUCKETS_INDEX, PARTITIONS } from "@security-auto/register";
import type { Construct } from "constructs";
import { functionProps, type StackFunctionProps } from "../function-props";
import { publishPermission, SWEEP_SAYS } from "../published";
import { sweepConfiguration } from "./sweep-configuration";

/** Sweeps: lists the buckets of each account, and asks for an assessment of each. It reads no bucket. */
export class SweepFunction extends SecurityFunction {
  constructor(scope: Construct, id: string, props: StackFunctionProps) {
    const { common } = props;
    const { here, environment, encryption } = common;
    const { kmsKeyArn } = encryption;
    const { names, region, organizationId, organization, heartbeat } = environment;
    const table = tableArn({ ...here, name: names.table });
    const queue = { queueArn: queueArn({ ...here, name: names.sweepQueue }) };
    super(scope, id, {
      ...functionProps("sweep", props),
      description: "Lists the buckets of each account, and asks for an assessment of each",
      // It sends messages to its own queue, which Lambda would take for a mistake and stop.
      allowsRecursion: true,
      permissions: [
        { statement: pollQueue(queue) },
        { statement: sendToQueue(queue) },
        {
          statement: keepItems({
            tableArn: table,
            partitions: [PARTITIONS.sweeps, PARTITIONS.partsOfSweeps],
          }),
        },
        { statement: deleteItems({ tableArn: table, partitions: [PARTITIONS.partsOfSweeps] }) },
        { statement: queryIndex({ tableArn: table, indexName: BUCKETS_INDEX }) },
        publishPermission(common, ...SWEEP_SAYS),
        listPermission(scope),
        // Of its own account; members are read in their read roles.
        ...coveragePermissions(scope, {
          partition: partitionOf(region),
          ruleNames: [names.ownForwardRule, names.ownTamperingForwardRule],
          region,
          ...(heartbeat && { scheduleName: names.heartbeatSchedule }),
        }),
        ...(heartbeat
          ? [
              {
                statement: getItems({
                  tableArn: table,
                  partitions: [bucketPartition("*", `${names.heartbeatBucket}-*`)],
                }),
              },
            ]
          : []),
        {
          statement: assumeOrganizationRole({
            partition: partitionOf(region),
            roleName: names.readRole,
            organizationId,
          }),
          wildcardBecause:
            "The accounts of the organization come and go; the role has one name in each, and the organization is fixed.",
        },
        ...(organization.lookup
          ? [{ statement: listAccounts(), wildcardBecause: "The action works on no resource." }]
          : []),
        ...(kmsKeyArn === undefined
          ? []
          : ["dynamodb", "sqs"].map((service) => ({
              statement: useKey({
                keyArn: kmsKeyArn,
                viaService: `${service}.${region}.${urlSuffixOf(partitionOf(region))}`,
              }),
            }))),
      ],
      configuration: sweepConfiguration(environment),
    });
  }
}
