import { respondingInvariantsSchema } from "@security-auto/s3-exposure";
import * as z from "zod";
import { functionsSchema } from "./function-settings";
import { membersSchema, unique } from "./members-schema";
import { namesSchema } from "./names";
import { REGION } from "./regions";
import { SWITCHES } from "./switches";
import { wholeNumber } from "./whole-number";

/** A string of one form. The pattern is written out, so that editors get it too. */
const form = (pattern: RegExp, reason: string) => z.string({ error: reason }).regex(pattern, reason);

const ACCOUNT = form(/^\d{12}$/, "an account id is a string of 12 digits");
const SUBNET = form(/^subnet-[0-9a-f]{8,17}$/, "a subnet id looks like subnet-0123456789abcdef0");
const SECURITY_GROUP = form(/^sg-[0-9a-f]{8,17}$/, "a security group id looks like sg-0123456789abcdef0");
const BOUNDARY = form(
  /^arn:aws[a-z-]{0,16}:iam::(\d{12}|aws):policy\/[A-Za-z0-9+=,.@_/-]{1,512}$/,
  "an ARN like arn:aws:iam::111122223333:policy/boundary",
);
const ROLE = form(
  /^arn:aws[a-z-]{0,16}:iam::\d{12}:role\/[A-Za-z0-9+=,.@_/-]{1,512}$/,
  "a role ARN like arn:aws:iam::111122223333:role/operator",
);
const KEY = form(
  /^arn:aws[a-z-]{0,16}:kms:[a-z0-9-]{1,25}:\d{12}:key\/(mrk-[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/,
  "an ARN like arn:aws:kms:us-west-2:111122223333:key/ and the key's id",
);

const deliverySchema = z.strictObject({
  retryAttempts: wholeNumber(0, 185)
    .default(185)
    .describe("Times EventBridge tries again to deliver to the topic or the function."),
  maxEventAgeSeconds: wholeNumber(60, 86400)
    .default(86400)
    .describe("Seconds EventBridge keeps trying before it sends the event to the failure queue."),
});

const notifySchema = z.strictObject({
  everyChange: z
    .boolean({ error: "true or false" })
    .default(true)
    .describe(
      "Whether alertEmails are mailed the raw event of every change, as the original lab does it. With findings, false leaves it at one mail for each finding that opens, changes or closes.",
    ),
  cannotReadAfter: wholeNumber(1, 100)
    .default(2)
    .describe(
      "With findings: how many assessments of a bucket in a row have to miss a read that the verdict needs before that is a finding.",
    ),
});

const busSchema = z.strictObject({
  create: z
    .boolean({ error: "true or false" })
    .default(true)
    .describe("true: the stack makes the bus. false: the bus of that name exists and stays somebody else's."),
});

const organizationSchema = z.strictObject({
  lookup: z
    .boolean({ error: "true or false" })
    .default(false)
    .describe(
      "Whether AWS Organizations is asked: by a sweep for all accounts, by the judge for each that a verdict depends on (docs/verdicts.md). Otherwise only organizationAccounts and the stack's own account are known.",
    ),
});

const vpcSchema = z.strictObject({
  subnetIds: z
    .array(SUBNET, { error: "a list of subnet ids" })
    .min(1, "at least one subnet")
    .max(16, "Lambda takes at most 16 subnets")
    .describe("With vpc: subnets the function's network interfaces are made in."),
  securityGroupIds: z
    .array(SECURITY_GROUP, { error: "a list of security group ids" })
    .min(1, "at least one security group")
    .max(5, "Lambda takes at most 5 security groups")
    .describe("With vpc: security groups of those interfaces."),
});

/** What every service of the stack takes as a tag: IAM, the strictest of them, takes no other characters. */
const tag = z
  .string()
  .regex(
    /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+@-]{0,256}$/iu,
    "a tag value is at most 256 letters, digits, spaces, and _.:/=+-@ and does not begin with aws:",
  );
const tagKey = z
  .string()
  .regex(
    /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+@-]{1,128}$/iu,
    "a tag key is 1 to 128 letters, digits, spaces, and _.:/=+-@ and does not begin with aws:",
  );
const MOST_TAGS = 50;

/** An environment file: what differs from one deployment of the stack to the next. */
export const environmentFileSchema = z.strictObject({
  $schema: z.string().exactOptional().describe("For editors: ./environment.schema.json"),
  account: ACCOUNT.describe("The SecurityOperations account the stack is deployed to."),
  region: REGION.describe("The region of the bus and everything on it."),
  organizationId: form(
    /^o-[a-z0-9]{10,32}$/,
    "an organization id is o- and 10 to 32 small letters or digits",
  ).describe("The organization whose accounts may forward events to the bus."),
  alertEmails: z
    .array(z.email({ error: "not an e-mail address" }), { error: "a list of e-mail addresses" })
    .min(1, "at least one e-mail address: somebody has to read the alerts")
    .refine((emails) => new Set(emails.map((email) => email.toLowerCase())).size === emails.length, {
      error: "an address is there twice",
    })
    .describe("Who is mailed. Each address gets one message from AWS to confirm."),
  notify: notifySchema.prefault({}).describe("What alertEmails are mailed."),
  members: membersSchema
    .exactOptional()
    .describe("The accounts a stack set makes the member stack in. Default: no stack set."),
  ...SWITCHES,
  assessmentRequesters: z
    .array(ROLE, { error: "a list of role ARNs" })
    .refine(unique, { error: "a role is there twice" })
    .default([])
    .describe(
      "With privateBus: roles of the SecurityOperations account that may ask for an assessment by an event on that bus.",
    ),
  organizationAccounts: z
    .array(ACCOUNT, { error: "a list of account ids" })
    .refine(unique, { error: "an account is there twice" })
    .default([])
    .describe(
      "Accounts known to be in the organization, besides the stack's own. Whoever accesses a bucket from another one may be of the organization or not.",
    ),
  organizationAccountsComplete: z
    .boolean()
    .default(false)
    .describe(
      "Whether organizationAccounts are all there are; the list must not be empty then. With true, an account that is not listed is outside the organization; otherwise it may be inside.",
    ),
  organization: organizationSchema.prefault({}).describe("What AWS Organizations is asked for."),
  invariants: z
    .exactOptional(respondingInvariantsSchema)
    .describe(
      "Limits on who may access which buckets. Default: what is tagged classification=sensitive stays in the organization, and nothing is public.",
    ),
  names: namesSchema.prefault({}).describe("Names of what the stack makes, each with a default."),
  bus: busSchema.prefault({}).describe("The event bus."),
  functions: functionsSchema.prefault({}).describe("The functions: their names and settings."),
  delivery: deliverySchema
    .prefault({})
    .describe("How long EventBridge tries to deliver to the topic and the function."),
  invocation: z
    .enum(["execution-role", "resource-policy"], { error: 'either "execution-role" or "resource-policy"' })
    .default("execution-role")
    .describe(
      "How EventBridge may invoke the function: with a role made for this one target (the function's resource policy stays empty), or by the function's resource policy.",
    ),
  vpc: vpcSchema
    .exactOptional()
    .describe(
      "Runs the function in a VPC. Its subnets need a way to STS of the region, and to S3 and S3 Control of every region that has buckets; log and failure queue need none.",
    ),
  permissionsBoundaryArn: BOUNDARY.exactOptional().describe(
    "Permissions boundary of every role the stack makes in the security account.",
  ),
  kmsKeyArn: KEY.exactOptional().describe(
    "Key for topics, queue, log groups, and the table. Default: the services' own encryption, which costs nothing.",
  ),
  removalPolicy: z
    .enum(["retain", "destroy"], { error: 'either "retain" or "destroy"' })
    .default("retain")
    .describe(
      "What becomes of the log groups, the failure queue and the table when the stack is deleted or they get another name.",
    ),
  tags: z
    .record(tagKey, tag)
    .refine((tags) => Object.keys(tags).length <= MOST_TAGS, `at most ${MOST_TAGS} tags`)
    .default({})
    .describe("Tags of everything the stack makes."),
});

export type EnvironmentFile = z.output<typeof environmentFileSchema>;
