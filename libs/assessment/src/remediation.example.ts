import type { Remediation } from "./remediation";

export const REMEDIATION_EXAMPLE: Remediation = {
  version: "1",
  id: "2f4e9b0c-0f5e-4a55-8a39-5b7f4b1e8c21",
  status: "applied",
  account: "444455556666",
  region: "eu-central-1",
  bucket: "ledger-archive",
  invariant: "nothing-public",
  finding: "444455556666:ledger-archive:nothing-public",
  at: "2026-03-04T09:14:09.480Z",
  respond: "enforce",
  steps: [
    {
      call: "PutPublicAccessBlock",
      parameters: {
        Bucket: "ledger-archive",
        ExpectedBucketOwner: "444455556666",
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: false,
          IgnorePublicAcls: false,
          BlockPublicPolicy: true,
          RestrictPublicBuckets: true,
        },
      },
      because:
        "the policy is public: RestrictPublicBuckets limits it to the bucket owner's account and AWS services",
    },
  ],
  before: { atLeast: "public", atMost: "public" },
  after: { atLeast: "private", atMost: "private" },
  stops: ["anyone on the internet"],
  undo: [
    {
      call: "DeletePublicAccessBlock",
      parameters: { Bucket: "ledger-archive", ExpectedBucketOwner: "444455556666" },
    },
  ],
};
