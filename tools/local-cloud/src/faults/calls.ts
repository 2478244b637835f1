import type { FaultService } from "./fault";

/** The calls that a fault can be injected into, by the name that CloudTrail and IAM give them. */
export const CALLS_OF = {
  s3: [
    "GetBucketAcl",
    "GetBucketLocation",
    "GetBucketOwnershipControls",
    "GetBucketPolicy",
    "GetBucketPolicyStatus",
    "GetBucketPublicAccessBlock",
    "GetBucketTagging",
    "HeadBucket",
    "ListBuckets",
    "DeleteBucket",
    "DeleteBucketOwnershipControls",
    "DeleteBucketPolicy",
    "DeleteBucketPublicAccessBlock",
    "DeleteBucketTagging",
    "PutBucketAcl",
    "PutBucketOwnershipControls",
    "PutBucketPolicy",
    "PutBucketPublicAccessBlock",
    "PutBucketTagging",
  ],
  "s3-control": [
    "GetAccessPoint",
    "GetAccessPointPolicy",
    "GetAccessPointPolicyStatus",
    "GetAccountPublicAccessBlock",
    "ListAccessPoints",
    "PutAccountPublicAccessBlock",
    "DeleteAccountPublicAccessBlock",
  ],
  sts: ["AssumeRole", "GetCallerIdentity"],
  sns: ["Publish"],
  sqs: ["GetQueueAttributes", "SendMessage"],
  logs: ["CreateLogGroup", "CreateLogStream", "PutLogEvents"],
  /** `Invoke` hands an event to Lambda; `Run` is one attempt of the function, and what function faults are injected into. */
  lambda: ["Invoke", "Run"],
  events: ["DescribeRule", "ListTargetsByRule", "PutEvents"],
  cloudtrail: ["DescribeTrails", "GetEventSelectors", "GetTrailStatus"],
  scheduler: ["GetSchedule"],
  securityhub: ["BatchImportFindings"],
  organizations: ["DescribeAccount", "DescribeOrganization", "ListAccounts"],
  dynamodb: ["GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan"],
} as const satisfies Readonly<Record<FaultService, readonly string[]>>;

/** One call that is about to be answered. */
export interface FaultyCall {
  readonly service: FaultService;
  readonly call: string;
  readonly account?: string;
  readonly bucket?: string;
  readonly bus?: string;
  readonly topic?: string;
  readonly queue?: string;
  readonly function?: string;
}

/** The calls that hold several entries, each of which can fail by itself. */
const ENTRY_CALLS: readonly string[] = ["PutEvents", "SendMessage", "BatchImportFindings"];

export const holdsEntries = (call: string): boolean => ENTRY_CALLS.includes(call);

/** The API's names where CloudTrail has another one. */
const ALIASES: Readonly<Partial<Record<FaultService, Readonly<Record<string, string>>>>> = {
  s3: {
    GetPublicAccessBlock: "GetBucketPublicAccessBlock",
    PutPublicAccessBlock: "PutBucketPublicAccessBlock",
    DeletePublicAccessBlock: "DeleteBucketPublicAccessBlock",
  },
  "s3-control": {
    GetPublicAccessBlock: "GetAccountPublicAccessBlock",
    PutPublicAccessBlock: "PutAccountPublicAccessBlock",
    DeletePublicAccessBlock: "DeleteAccountPublicAccessBlock",
  },
};

/** The name of a call as faults know it; `undefined` when the service has no such call. */
export function callNamed(service: FaultService, name: string): string | undefined {
  const aliases = ALIASES[service] ?? {};
  const known = Object.hasOwn(aliases, name) ? aliases[name] : name;
  return CALLS_OF[service].find((call) => call === known);
}
