const ACCOUNT = /^\d{12}$/;

export function isAccountId(text: string): boolean {
  return ACCOUNT.test(text);
}

/** The six parts of an ARN: `arn`, partition, service, region, account, and the rest with whatever colons it has. */
export type ArnParts = readonly [string, string, string, string, string, string];

/** Splits an ARN or a pattern of one; `undefined` when it has fewer than six parts. */
export function arnParts(text: string): ArnParts | undefined {
  const [arn, partition, service, region, account, ...rest] = text.split(":");
  if (
    arn === undefined ||
    partition === undefined ||
    service === undefined ||
    region === undefined ||
    account === undefined ||
    rest.length === 0
  )
    return undefined;
  return [arn, partition, service, region, account, rest.join(":")];
}

/** The account an ARN, or a pattern of one, fixes. */
export function accountInArn(text: string): string | undefined {
  const account = arnParts(text)?.[4];
  return account !== undefined && isAccountId(account) ? account : undefined;
}
