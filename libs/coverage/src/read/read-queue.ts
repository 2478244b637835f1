import { GetQueueAttributesCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { parseArn, urlSuffixOf, partitionOf } from "@security-auto/iam-policy";
import type { Reading } from "../reading";
import { answerTo, type Reader } from "./aws-answer";

const COUNTS = [
  "ApproximateNumberOfMessages",
  "ApproximateNumberOfMessagesNotVisible",
  "ApproximateNumberOfMessagesDelayed",
] as const;

/** How many messages lie in a queue. */
export async function readQueue(
  queueArn: string,
  client: SQSClient,
  reader: Reader,
): Promise<Reading<number>> {
  const { accountId = "", region = "", resource = "" } = parseArn(queueArn) ?? {};
  const QueueUrl = `https://sqs.${region}.${urlSuffixOf(partitionOf(region))}/${accountId}/${resource}`;
  const answer = await answerTo(
    "sqs:GetQueueAttributes",
    reader,
    ["QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"],
    () =>
      client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...COUNTS] }), {
        abortSignal: reader.signal,
      }),
  );
  if (answer.kind !== "read") return answer;
  const { Attributes = {} } = answer.value;
  return { kind: "read", value: COUNTS.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0) };
}
