import type { EventPipeline } from "@security-auto/local-cloud";
import {
  invokeFunction,
  parseArn,
  partitionOf,
  policyDocument,
  publishToTopic,
  takeFromQueue,
  urlSuffixOf,
  useKey,
} from "@security-auto/policies";

/**
 * The least that whoever redrives needs, as a policy for a role or user of the environment's account. The functions'
 * resource policies stay empty.
 *
 * @returns JSON text
 */
export function redrivePolicy({ failureQueues, functions, topics, keys }: EventPipeline): string {
  const used = [...failureQueues.map(({ arn }) => arn), ...topics];
  const key = used.flatMap((arn) => {
    const keyArn = keys.get(arn);
    const { service = "", region = "" } = parseArn(arn) ?? {};
    return keyArn === undefined
      ? []
      : [{ keyArn, viaService: `${service}.${region}.${urlSuffixOf(partitionOf(region))}` }];
  });
  return JSON.stringify(
    policyDocument(
      ...failureQueues.map(({ arn }) => takeFromQueue({ queueArn: arn })),
      ...functions.map((functionArn) => invokeFunction({ functionArn })),
      ...topics.map((topicArn) => publishToTopic({ topicArn })),
      ...key.map(useKey),
    ),
    null,
    2,
  );
}
