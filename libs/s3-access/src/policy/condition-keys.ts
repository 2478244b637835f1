/** What a condition key tells about a request. */
export interface KeyFacts {
  /**
   * `caller`: who calls. `source`: for which resource an AWS service calls; only services send it. `network`: where the
   * call comes from or through, whoever makes it.
   */
  readonly tells: "caller" | "source" | "network";
  readonly shape: "text" | "arn" | "ip" | "flag";
  /** A list of values in each request: compared rightly only with `ForAnyValue:` or `ForAllValues:`. */
  readonly many?: true;
  /** A fixed value makes a statement non-public for S3. */
  readonly narrows: boolean;
}

/**
 * The condition keys that say something about who reaches a bucket. All others (`aws:Referer`, `aws:SecureTransport`,
 * tags, times ...) a caller can meet as he likes.
 *
 * `narrows` follows the User Guide's list and its "AWS principal, user, role, or service principal".
 * `s3:x-amz-server-side-encryption-aws-kms-key-id` was on that list and is there no more. The `Vpce` keys of accounts and
 * organizations never were: they limit the reach, but not S3's flag.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export const CONDITION_KEYS = {
  "aws:principalorgid": { tells: "caller", shape: "text", narrows: true },
  "aws:principalorgpaths": { tells: "caller", shape: "text", many: true, narrows: true },
  "aws:principalaccount": { tells: "caller", shape: "text", narrows: true },
  "aws:principalarn": { tells: "caller", shape: "arn", narrows: true },
  "aws:userid": { tells: "caller", shape: "text", narrows: true },
  "aws:principalisawsservice": { tells: "caller", shape: "flag", narrows: true },
  "aws:principalservicename": { tells: "caller", shape: "text", narrows: true },
  "aws:principalservicenameslist": { tells: "caller", shape: "text", many: true, narrows: true },
  "aws:sourcearn": { tells: "source", shape: "arn", narrows: true },
  "aws:sourceaccount": { tells: "source", shape: "text", narrows: true },
  "aws:sourceowner": { tells: "source", shape: "text", narrows: true },
  "aws:sourceorgid": { tells: "source", shape: "text", narrows: true },
  "aws:sourceorgpaths": { tells: "source", shape: "text", many: true, narrows: true },
  "aws:sourceip": { tells: "network", shape: "ip", narrows: true },
  "aws:sourcevpc": { tells: "network", shape: "text", narrows: true },
  "aws:sourcevpce": { tells: "network", shape: "text", narrows: true },
  "s3:dataaccesspointarn": { tells: "network", shape: "arn", narrows: true },
  "s3:dataaccesspointaccount": { tells: "network", shape: "text", narrows: true },
  "aws:sourcevpcarn": { tells: "network", shape: "arn", narrows: false },
  "aws:vpceaccount": { tells: "network", shape: "text", narrows: false },
  "aws:vpceorgid": { tells: "network", shape: "text", narrows: false },
  "aws:vpceorgpaths": { tells: "network", shape: "text", many: true, narrows: false },
} as const satisfies Readonly<Record<string, KeyFacts>>;

export type ConditionKey = keyof typeof CONDITION_KEYS;

export type CallerKey = {
  [K in ConditionKey]: (typeof CONDITION_KEYS)[K]["tells"] extends "network" ? never : K;
}[ConditionKey];

const FACTS: ReadonlyMap<string, KeyFacts> = new Map(Object.entries(CONDITION_KEYS));

/** What is known of a key (in lower case); `undefined` for all the others. */
export function keyFacts(key: string): KeyFacts | undefined {
  return FACTS.get(key);
}

/** Whether a key is one of those that tell who calls, or for whom a service calls. */
export function isCallerKey(key: string): key is CallerKey {
  const tells = FACTS.get(key)?.tells;
  return tells === "caller" || tells === "source";
}

/** Whether a key tells that the caller is an AWS service, or which. */
export function isServiceKey(key: string): boolean {
  return key === "aws:principalisawsservice" || key.startsWith("aws:principalservicename");
}
