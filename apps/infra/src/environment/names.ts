import * as z from "zod";

/**
 * Every physical name the stack gives, with what it is called unless the environment says otherwise.
 * The function's name decides its log group's.
 */
export const DEFAULT_NAMES = {
  bus: "SecurityAutomation",
  organizationStatement: "AllowOrganizationToPutEvents",
  rule: "S3-security-remediations",
  function: "security-auto-S3",
  functionRole: "lambda-slaw-s3",
  functionPolicy: "lambda-S3",
  invokeRole: "security-auto-S3-invoke",
  invokePolicy: "invoke-security-auto-S3",
  topic: "security-alerts",
  publishRole: "security-alerts-publish",
  publishPolicy: "publish-to-security-alerts",
  failureQueue: "security-auto-failures",
  failureAlarm: "security-auto-failures",
  forwardRule: "S3-security-forward",
  forwardRole: "security-auto-s3-forward",
  forwardPolicy: "forward-s3-changes",
  ownForwardRule: "S3-security-forward-own",
  ownForwardRole: "security-auto-s3-forward-own",
  forwardFailureQueue: "security-auto-forward-failures",
  readRole: "security-auto-s3-read",
  readPolicy: "read-bucket-access",
  stackSet: "security-auto-members",
} as const;

export type NamedThing = keyof typeof DEFAULT_NAMES;

/** A name for each thing. */
export type Names = Readonly<Record<NamedThing, string>>;

/** The longest suffix; every default name stays within its service's limit with it. */
export const LONGEST_SUFFIX = 20;

interface NameRule {
  readonly characters: RegExp;
  readonly reason: string;
  readonly meaning: string;
}

/** What each service takes as a name. */
export const NAME_RULES = {
  bus: {
    // Only a partner's bus has a slash in its name, and such a name begins with aws.
    characters: /^(?!aws\.)[A-Za-z0-9._-]{1,256}$/,
    reason: "1 to 256 letters, digits, and ._- and not beginning with aws.",
    meaning: "event bus",
  },
  organizationStatement: {
    characters: /^[A-Za-z0-9_-]{1,64}$/,
    reason: "1 to 64 letters, digits, and _-",
    meaning: "statement of the bus policy that lets the organization put events",
  },
  rule: {
    characters: /^[A-Za-z0-9._-]{1,64}$/,
    reason: "1 to 64 letters, digits, and ._-",
    meaning: "rule on the bus",
  },
  function: {
    characters: /^[A-Za-z0-9_-]{1,64}$/,
    reason: "1 to 64 letters, digits, and _-",
    meaning: "function; its log group is /aws/lambda/ and this name",
  },
  functionRole: {
    characters: /^[A-Za-z0-9+=,.@_-]{1,64}$/,
    reason: "1 to 64 letters, digits, and +=,.@_-",
    meaning: "role of the function",
  },
  functionPolicy: {
    characters: /^[A-Za-z0-9+=,.@_-]{1,128}$/,
    reason: "1 to 128 letters, digits, and +=,.@_-",
    meaning: "inline policy of the function's role",
  },
  invokeRole: {
    characters: /^[A-Za-z0-9+=,.@_-]{1,64}$/,
    reason: "1 to 64 letters, digits, and +=,.@_-",
    meaning: "role EventBridge invokes the function with",
  },
  invokePolicy: {
    characters: /^[A-Za-z0-9+=,.@_-]{1,128}$/,
    reason: "1 to 128 letters, digits, and +=,.@_-",
    meaning: "inline policy of that role",
  },
  topic: {
    characters: /^[A-Za-z0-9_-]{1,256}$/,
    reason: "1 to 256 letters, digits, and _-",
    meaning: "topic that mails the team",
  },
  publishRole: {
    characters: /^[A-Za-z0-9+=,.@_-]{1,64}$/,
    reason: "1 to 64 letters, digits, and +=,.@_-",
    meaning: "role EventBridge publishes to the topic with",
  },
  publishPolicy: {
    characters: /^[A-Za-z0-9+=,.@_-]{1,128}$/,
    reason: "1 to 128 letters, digits, and +=,.@_-",
    meaning: "inline policy of that role",
  },
  failureQueue: {
    characters: /^[A-Za-z0-9_-]{1,80}$/,
    reason: "1 to 80 letters, digits, and _-",
    meaning: "queue of what could not be delivered or handled",
  },
  failureAlarm: {
    characters: /^[A-Za-z0-9._ /-]{1,255}$/,
    reason: "1 to 255 letters, digits, spaces, and ._/-",
    meaning: "alarm on that queue",
  },
  forwardRule: {
    characters: /^[A-Za-z0-9._-]{1,64}$/,
    reason: "1 to 64 letters, digits, and ._-",
    meaning: "rule on a member account's default bus that sends events to the bus",
  },
  forwardRole: {
    // The region comes after it, and IAM takes 64 characters in all.
    characters: /^[A-Za-z0-9+=,.@_-]{1,48}$/,
    reason: "1 to 48 letters, digits, and +=,.@_-",
    meaning: "role EventBridge puts events on the bus with, before - and the rule's region",
  },
  ownForwardRule: {
    characters: /^[A-Za-z0-9._-]{1,64}$/,
    reason: "1 to 64 letters, digits, and ._-",
    meaning: "rule on the security account's own default bus that sends events to the bus",
  },
  ownForwardRole: {
    characters: /^[A-Za-z0-9+=,.@_-]{1,48}$/,
    reason: "1 to 48 letters, digits, and +=,.@_-",
    meaning: "role of that rule, before - and its region",
  },
  forwardPolicy: {
    characters: /^[A-Za-z0-9+=,.@_-]{1,128}$/,
    reason: "1 to 128 letters, digits, and +=,.@_-",
    meaning: "inline policy of that role",
  },
  forwardFailureQueue: {
    characters: /^[A-Za-z0-9_-]{1,80}$/,
    reason: "1 to 80 letters, digits, and _-",
    meaning: "queue in a member account of what did not reach the bus",
  },
  readRole: {
    characters: /^[A-Za-z0-9+=,.@_-]{1,64}$/,
    reason: "1 to 64 letters, digits, and +=,.@_-",
    meaning: "role in a member account that the function reads buckets with",
  },
  readPolicy: {
    characters: /^[A-Za-z0-9+=,.@_-]{1,128}$/,
    reason: "1 to 128 letters, digits, and +=,.@_-",
    meaning: "inline policy of that role",
  },
  stackSet: {
    characters: /^[A-Za-z][A-Za-z0-9-]{0,127}$/,
    reason: "1 to 128 letters, digits, and -, beginning with a letter",
    meaning: "stack set that makes the member stacks",
  },
} as const satisfies Record<NamedThing, NameRule>;

function nameSchema(thing: NamedThing) {
  const { characters, reason, meaning } = NAME_RULES[thing];
  return z
    .string()
    .regex(characters, `a name here is ${reason}`)
    .exactOptional()
    .meta({ description: `Name of the ${meaning}.`, default: DEFAULT_NAMES[thing] });
}

/** What is made for each thing that has a name. */
function each<Made>(make: (thing: NamedThing) => Made): Readonly<Record<NamedThing, Made>> {
  const things = Object.keys(DEFAULT_NAMES) as NamedThing[];
  return Object.fromEntries(things.map((thing) => [thing, make(thing)])) as Record<NamedThing, Made>;
}

export const namesSchema = z.strictObject({
  suffix: z
    .string()
    .regex(
      new RegExp(`^[A-Za-z0-9_-]{0,${LONGEST_SUFFIX}}$`),
      `a suffix is at most ${LONGEST_SUFFIX} letters, digits, and _-`,
    )
    .default("")
    .describe(
      'Appended to every default name, e.g. "-staging"; names given explicitly are taken as they are.',
    ),
  ...each(nameSchema),
});

/** The names an environment ends up with: as given, or the default with the suffix. */
export function resolveNames(given: z.output<typeof namesSchema>): Names {
  return each((thing) => given[thing] ?? DEFAULT_NAMES[thing] + given.suffix);
}
