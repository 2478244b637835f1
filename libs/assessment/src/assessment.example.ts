import type { Assessment } from "./assessment";

/** What `security-auto-S3` finds of a bucket in the security account that was opened to everyone; its tests hold it to this. */
export const ASSESSMENT_EXAMPLE: Assessment = {
  version: "1",
  cause: "change",
  changeId: "1c7e2b63-9d4c-4f1f-8e68-3c2d5b8f0a12",
  call: "PutBucketPolicy",
  actor: {
    type: "IAMUser",
    display: "IAM user release-bot in account 444455556666",
    accountId: "444455556666",
    userName: "release-bot",
  },
  eventTime: "2026-03-04T09:14:02Z",
  accountId: "111122223333",
  region: "eu-central-1",
  scope: "bucket",
  bucket: "ledger-archive",
  observedAt: "2026-03-04T09:14:05.120Z",
  verdict: "violates",
  exposure: { atLeast: "public", atMost: "public" },
  isPublic: true,
  policyIsPublic: true,
  objects: "can-be-public",
  evidence: [
    {
      source: "bucket policy",
      statement: "statement 1",
      grants: ["s3:GetObject"],
      because: "it allows anyone on the internet",
    },
  ],
  invariants: [
    {
      name: "sensitive-stays-inside",
      verdict: "holds",
      because: "does not apply: the bucket is not tagged classification=sensitive",
      evidence: [],
      ifTagged: {
        tag: "classification=sensitive",
        verdict: "violates",
        because:
          'exposure is at least public, the limit is organization: bucket policy "statement 1", it allows anyone on the internet',
      },
    },
    {
      name: "nothing-public",
      verdict: "violates",
      because:
        'exposure is at least public, the limit is external: bucket policy "statement 1", it allows anyone on the internet',
      evidence: [
        {
          source: "bucket policy",
          statement: "statement 1",
          grants: ["s3:GetObject"],
          because: "it allows anyone on the internet",
        },
      ],
    },
  ],
  findings: [],
  facets: {
    policy: "present",
    policyStatus: "present",
    acl: "present",
    tags: "absent",
    location: "present",
    publicAccessBlock: "absent",
    accountPublicAccessBlock: "absent",
    ownership: "absent",
  },
};
