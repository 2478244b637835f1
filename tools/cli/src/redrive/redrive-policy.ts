import type { EventPipeline } from "@security-auto/local-cloud";
import { parseArn, partitionOf, policyDocument, urlSuffixOf } from "@security-auto/iam-policy";
import { invokeFunction, publishToTopic, takeFromQueue, useKey } from "@security-auto/policies";

/**
 * The least that whoever redrives a queue needs, as a policy for a role or user of the environment's account. The functions'
 * resource policies stay empty.
 *
 * @param queueArn - where it is of another account, the first statement is for a role or user there
 * @returns JSON text
 */
export function redrivePolicy({ functions, topics, keys }: EventPipeline, queueArn: string): string {
  const used = [queueArn, ...topics];
  const key = used.flatMap((arn) => {
    const keyArn = keys.get(arn);
    const { service = "", region = "" } = parseArn(arn) ?? {};
    return keyArn === undefined
      ? []
      : [{ keyArn, viaService: `${service}.${region}.${urlSuffixOf(partitionOf(region))}` }];
  });
  return JSON.stringify(
    policyDocument(
      takeFromQueue({ queueArn }),
      ...functions.map((functionArn) => invokeFunction({ functionArn })),
      ...topics.map((topicArn) => publishToTopic({ topicArn })),
      ...key.map(useKey),
    ),
    null,
    2,
  );
}
