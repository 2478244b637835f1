/** What a condition key says about a request. */
export interface KeyFacts {
  /**
   * `caller`: who calls. `source`: for which resource an AWS service calls; only services send it. `network`: where the
   * call comes from, whoever makes it. `access point`: through which access point it comes. `resource`: whose the resource is.
   * `time`: when the call is made.
   */
  readonly tells: "caller" | "source" | "network" | "access point" | "resource" | "time";
  readonly shape: "text" | "arn" | "ip" | "flag" | "time";
  /** A list of values in each request: compared rightly only with `ForAnyValue:` or `ForAllValues:`. */
  readonly many?: true;
}

/**
 * The condition keys that say who has access to a resource, and those whose value is known, in lower case: IAM does not mind the
 * case of keys.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const CONDITION_KEYS = {
  "aws:principalorgid": { tells: "caller", shape: "text" },
  "aws:principalorgpaths": { tells: "caller", shape: "text", many: true },
  "aws:principalaccount": { tells: "caller", shape: "text" },
  "aws:principalarn": { tells: "caller", shape: "arn" },
  "aws:userid": { tells: "caller", shape: "text" },
  "aws:principalisawsservice": { tells: "caller", shape: "flag" },
  "aws:principalservicename": { tells: "caller", shape: "text" },
  "aws:principalservicenameslist": { tells: "caller", shape: "text", many: true },
  "aws:sourcearn": { tells: "source", shape: "arn" },
  "aws:sourceaccount": { tells: "source", shape: "text" },
  "aws:sourceowner": { tells: "source", shape: "text" },
  "aws:sourceorgid": { tells: "source", shape: "text" },
  "aws:sourceorgpaths": { tells: "source", shape: "text", many: true },
  "aws:sourceip": { tells: "network", shape: "ip" },
  "aws:sourcevpc": { tells: "network", shape: "text" },
  "aws:sourcevpce": { tells: "network", shape: "text" },
  "s3:dataaccesspointarn": { tells: "access point", shape: "arn" },
  "s3:dataaccesspointaccount": { tells: "access point", shape: "text" },
  "s3:accesspointnetworkorigin": { tells: "access point", shape: "text" },
  "aws:sourcevpcarn": { tells: "network", shape: "arn" },
  "aws:vpceaccount": { tells: "network", shape: "text" },
  "aws:vpceorgid": { tells: "network", shape: "text" },
  "aws:vpceorgpaths": { tells: "network", shape: "text", many: true },
  "lambda:sourcefunctionarn": { tells: "caller", shape: "arn" },
  "ec2:sourceinstancearn": { tells: "caller", shape: "arn" },
  "aws:resourceaccount": { tells: "resource", shape: "text" },
  "s3:resourceaccount": { tells: "resource", shape: "text" },
  "aws:resourceorgid": { tells: "resource", shape: "text" },
  "aws:currenttime": { tells: "time", shape: "time" },
  "aws:epochtime": { tells: "time", shape: "time" },
} as const satisfies Readonly<Record<string, KeyFacts>>;

export type ConditionKey = keyof typeof CONDITION_KEYS;

/** The keys that say one thing about a request. */
type KeyThatTells<T extends KeyFacts["tells"]> = {
  [K in ConditionKey]: (typeof CONDITION_KEYS)[K]["tells"] extends T ? K : never;
}[ConditionKey];

export type CallerKey = KeyThatTells<"caller" | "source">;

const FACTS: ReadonlyMap<string, KeyFacts> = new Map(Object.entries(CONDITION_KEYS));

/** What is known of a key (in lower case); `undefined` for all the others. */
export function keyFacts(key: string): KeyFacts | undefined {
  return FACTS.get(key);
}

/** Whether a key says who calls, or for whom a service calls. */
export function isCallerKey(key: string): key is CallerKey {
  const tells = FACTS.get(key)?.tells;
  return tells === "caller" || tells === "source";
}

/** Whether a key says that the caller is an AWS service, or which one. */
export function isServiceKey(key: string): boolean {
  return key === "aws:principalisawsservice" || key.startsWith("aws:principalservicename");
}
