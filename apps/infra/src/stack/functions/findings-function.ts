import { DETAIL_TYPES } from "@security-auto/assessment";
import { SecurityFunction } from "@security-auto/constructs";
import { defaultProductArn, partitionOf, tableArn, topicArn, urlSuffixOf } from "@security-auto/iam-policy";
import {
  countItems,
  importFindings,
  keepItems,
  publishToTopic,
  queryIndex,
  useKey,
} from "@security-auto/policies";
import { OPEN_FINDINGS_INDEX, PARTITIONS } from "@security-auto/register";
import type { Construct } from "constructs";
import { DEFAULT_ENVIRONMENT } from "../../environment/default-environment";
import { functionProps, type StackFunctionProps } from "../function-props";
import { publishPermission } from "../published";
import { watchedNames } from "../expected-coverage";

/** Keeps the register: opens and closes findings by each assessment, and announces each transition. */
export class FindingsFunction extends SecurityFunction {
  constructor(scope: Construct, id: string, props: StackFunctionProps) {
    const { common } = props;
    const { here, environment, encryption } = common;
    const { kmsKeyArn } = encryption;
    const { names, region, notify, alarms, chat, securityHub, sweep } = environment;
    const topic = topicArn({ ...here, name: names.findingsTopic });
    const chatTopic = chat ? topicArn({ ...here, name: names.chatTopic }) : undefined;
    const table = tableArn({ ...here, name: names.table });
    super(scope, id, {
      ...functionProps("findings", props),
      description: "Keeps the register of buckets and findings, and announces what changes",
      permissions: [
        {
          statement: keepItems({
            tableArn: table,
            partitions: [PARTITIONS.buckets, ...(sweep ? [PARTITIONS.accounts] : [])],
          }),
        },
        // The dashboard shows how many findings are open.
        ...(alarms ? [{ statement: queryIndex({ tableArn: table, indexName: OPEN_FINDINGS_INDEX }) }] : []),
        ...(sweep
          ? [{ statement: countItems({ tableArn: table, partitions: [PARTITIONS.partsOfSweeps] }) }]
          : []),
        { statement: publishToTopic({ topicArn: topic }) },
        ...(chatTopic === undefined ? [] : [{ statement: publishToTopic({ topicArn: chatTopic }) }]),
        publishPermission(common, DETAIL_TYPES.findingChanged),
        ...(securityHub ? [{ statement: importFindings({ productArn: defaultProductArn(here) }) }] : []),
        ...(kmsKeyArn === undefined
          ? []
          : ["dynamodb", "sns"].map((service) => ({
              statement: useKey({
                keyArn: kmsKeyArn,
                viaService: `${service}.${region}.${urlSuffixOf(partitionOf(region))}`,
              }),
            }))),
      ],
      configuration: {
        table: names.table,
        privateBus: names.privateBus,
        topicArn: topic,
        cannotReadAfter: notify.cannotReadAfter,
        ...(sweep && { sweeps: true, watched: watchedNames(environment) }),
        ...(alarms && { countsOpenFindings: true }),
        ...(chatTopic !== undefined && { chatTopicArn: chatTopic }),
        ...(securityHub && { securityHubAccount: here.accountId }),
        ...(environment.name !== DEFAULT_ENVIRONMENT && { environment: environment.name }),
      },
    });
  }
}
