import { ASSESSMENT_EXAMPLE, FINDING_EXAMPLE, REMEDIATION_EXAMPLE } from "@security-auto/assessment";
import type {
  ActionItem,
  BucketState,
  FindingItem,
  Item,
  Suppression,
  SweepAccount,
  SweepPage,
} from "../src";

export const STATE: BucketState = {
  item: "bucket-state",
  version: "1",
  account: "444455556666",
  bucket: "ledger-archive",
  region: "eu-central-1",
  observedAt: "2026-03-04T09:14:05.120Z",
  assessment: ASSESSMENT_EXAMPLE,
  applied: ["nothing-public"],
  unread: 0,
};

export const FINDING: FindingItem = {
  item: "finding",
  version: "1",
  finding: FINDING_EXAMPLE,
  transitions: 1,
  unannounced: [{ number: 1, finding: FINDING_EXAMPLE, channels: ["mail"] }],
  announcing: { by: "request-1", until: "2026-03-04T09:14:35.000Z" },
  revision: 1,
};

const DIGEST = "9f2c4a1be07d3586".repeat(4);

const PRIOR: ActionItem["prior"] = {
  policy: '{ "Version": "2012-10-17" }\n',
  acl: {
    Owner: { ID: "75aa" },
    Grants: [{ Grantee: { Type: "CanonicalUser", ID: "75aa" }, Permission: "FULL_CONTROL" }],
  },
  publicAccessBlock: null,
  ownership: "ObjectWriter",
};

export const ACTION: ActionItem = {
  item: "action",
  version: "1",
  remediation: { ...REMEDIATION_EXAMPLE, id: `444455556666:ledger-archive:${DIGEST.slice(0, 16)}-1` },
  digest: DIGEST,
  prior: PRIOR,
  left: {
    ...PRIOR,
    publicAccessBlock: {
      BlockPublicAcls: false,
      IgnorePublicAcls: false,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
  },
  invariants: ["nothing-public"],
  revision: 1,
};

export const SUPPRESSION: Suppression = {
  item: "suppression",
  version: "1",
  account: "444455556666",
  bucket: "ledger-archive",
  finding: FINDING_EXAMPLE.id,
  kind: "accepted",
  exception: {
    owner: "noor@example.com",
    reason: "public downloads, reviewed",
    until: "2026-04-01T00:00:00.000Z",
    by: "arn:aws:iam::111122223333:user/noor",
  },
  exposure: "public",
  since: "2026-03-05T08:00:00.000Z",
  revision: 1,
  expiresAt: 1_775_001_600,
};

const SWEEP = "2026-03-05T02:00:00.000Z-5f0c8a1e";

export const SWEEP_ACCOUNT: SweepAccount = {
  item: "sweep-account",
  version: "1",
  sweep: SWEEP,
  account: "444455556666",
  state: "open",
  listed: 0,
  assessed: 0,
  byVerdict: { holds: 0, violates: 0, unknown: 0 },
};

export const SWEEP_PAGE: SweepPage = {
  item: "sweep-page",
  version: "1",
  sweep: SWEEP,
  account: "444455556666",
  page: 1,
  listedAt: "2026-03-05T02:00:04.210Z",
  buckets: [{ name: "ledger", region: "us-west-2" }, { name: "ledger-archive" }],
};

/** One of every kind. */
export const ITEMS: readonly Item[] = [
  STATE,
  FINDING,
  ACTION,
  SUPPRESSION,
  {
    item: "coverage",
    version: "1",
    account: "444455556666",
    region: "eu-central-1",
    checkedAt: "2026-03-05T02:01:00.000Z",
    checks: {
      "forwarding-rule": { result: "wrong", because: "the rule is disabled" },
      trail: { result: "ok" },
    },
  },
  {
    item: "sweep",
    version: "1",
    sweep: SWEEP,
    reason: "schedule",
    startedAt: "2026-03-05T02:00:00.000Z",
    accounts: 1,
    suspended: [],
    notCovered: [],
    listed: 2,
    assessed: 1,
    failed: 0,
    byVerdict: { holds: 1, violates: 0, unknown: 0 },
    accountsEnded: 0,
    quietChecks: 0,
    nextCheck: 2,
  },
  SWEEP_ACCOUNT,
  SWEEP_PAGE,
  {
    item: "sweep-waiting",
    version: "1",
    scope: "organization",
    by: "5f0c8a1e-7a43-4a3f-9b64-1a7d1c9d2b55",
    until: "2026-03-05T02:15:00.000Z",
    expiresAt: 1_772_683_200,
  },
  {
    item: "control",
    version: "1",
    control: "enforcement",
    value: "off",
    at: "2026-03-05T08:00:00.000Z",
    by: "noor@example.com",
  },
  {
    item: "counter",
    version: "1",
    counter: "remediation:444455556666",
    hour: "2026-03-05T02",
    count: 3,
    expiresAt: 1_772_683_200,
  },
];
