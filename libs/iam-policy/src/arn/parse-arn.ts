/** The six parts of an ARN. Region and account are empty where the service leaves them out. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  /** Everything after the fifth colon, colons and slashes included. */
  readonly resource: string;
}

/** The parts of an ARN, or `undefined` when `text` is none. */
export function parseArn(text: string): Arn | undefined {
  const [prefix, partition, service, region, accountId, ...rest] = text.split(":");
  if (prefix !== "arn" || !partition || !service) return undefined;
  if (region === undefined || accountId === undefined || rest.length === 0) return undefined;
  return { partition, service, region, accountId, resource: rest.join(":") };
}
