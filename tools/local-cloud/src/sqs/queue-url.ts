import { queueArn } from "@security-auto/iam-policy";

export function queueUrl(of: {
  readonly region: string;
  readonly accountId: string;
  readonly urlSuffix: string;
  readonly name: string;
}): string {
  return `https://sqs.${of.region}.${of.urlSuffix}/${of.accountId}/${of.name}`;
}

/** The ARN of the queue with this URL, or `undefined` when it is no queue's URL. */
export function arnOfQueueUrl(url: string): string | undefined {
  const [, region, accountId, name] = /^https:\/\/sqs\.([^.]+)\.[^/]+\/(\d+)\/([^/]+)$/.exec(url) ?? [];
  if (region === undefined || accountId === undefined || name === undefined) return undefined;
  return queueArn({ region, accountId, name });
}
