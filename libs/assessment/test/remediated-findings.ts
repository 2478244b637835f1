import { type Finding, FINDING_EXAMPLE, REMEDIATION_EXAMPLE } from "../src";

const { id, status, respond, at, stops } = REMEDIATION_EXAMPLE;

/** What was done about the finding of the contract's example. */
export const APPLIED = {
  status,
  respond,
  at,
  stops,
  steps: [
    "the policy is public: S3 keeps access by it to the bucket owner's account and AWS services, and accepts no public policy",
  ],
} satisfies Finding["remediation"];

/** A remediation that is the news of its finding. */
export const newsOf = (remediation: Partial<NonNullable<Finding["remediation"]>>): Finding => ({
  ...FINDING_EXAMPLE,
  transition: "changed",
  action: id,
  remediation: { ...APPLIED, ...remediation },
  news: "remediation",
  updatedAt: at,
});

/** The finding is closed, and the assessment that closed it came after this was known. */
export const closedAfter = (remediation: Partial<NonNullable<Finding["remediation"]>>): Finding => ({
  ...FINDING_EXAMPLE,
  transition: "closed",
  verdict: "holds",
  exposure: { atLeast: "private", atMost: "private" },
  because: "exposure is at most private, the limit is external",
  observedAt: "2026-03-04T09:14:12.000Z",
  closedAt: "2026-03-04T09:14:12.000Z",
  actor: {
    type: "AssumedRole",
    display: "role security-auto-s3-restrict in account 444455556666",
  },
  change: { call: "PutBucketPublicAccessBlock", eventTime: "2026-03-04T09:14:08Z" },
  action: id,
  remediation: { ...APPLIED, ...remediation },
});
