import { partitionOf, urlSuffixOf } from "@security-auto/iam-policy";
import { attachToVpc, keepVpcFromCode, sendToQueue, useKey, writeLogs } from "@security-auto/policies";
import type { Permission } from "./permission";

/** The network a function's interfaces are made in. */
export interface FunctionNetwork {
  /** `subnet-...` */
  readonly subnetIds: readonly string[];
  /** `sg-...` */
  readonly securityGroupIds: readonly string[];
}

interface FunctionFacts {
  readonly region: string;
  readonly accountId: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly failureQueueArn?: string;
  readonly vpc?: FunctionNetwork;
  readonly kmsKeyArn?: string;
}

function networkPermissions(of: FunctionFacts, network: FunctionNetwork): readonly Permission[] {
  const wildcardBecause =
    "Lambda needs it to make and take down network interfaces, which have no id before they are made.";
  return [
    ...attachToVpc({ ...of, ...network }).map((statement) => ({ statement, wildcardBecause })),
    { statement: keepVpcFromCode(of) },
  ];
}

function failurePermissions({ region, kmsKeyArn }: FunctionFacts, queueArn: string): readonly Permission[] {
  const viaService = `sqs.${region}.${urlSuffixOf(partitionOf(region))}`;
  return [
    { statement: sendToQueue({ queueArn }) },
    ...(kmsKeyArn === undefined ? [] : [{ statement: useKey({ keyArn: kmsKeyArn, viaService }) }]),
  ];
}

/** What Lambda needs of any function's role to run it: log, send failures to the dead-letter queue, and attach to its network. */
export function runtimePermissions(of: FunctionFacts): readonly Permission[] {
  const { vpc, failureQueueArn } = of;
  return [
    {
      statement: writeLogs(of),
      wildcardBecause:
        "The wildcard stands for the streams of the function's own log group, which Lambda names.",
    },
    ...(failureQueueArn === undefined ? [] : failurePermissions(of, failureQueueArn)),
    ...(vpc === undefined ? [] : networkPermissions(of, vpc)),
  ];
}
