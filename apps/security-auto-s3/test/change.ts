import { cloudTrailEvent } from "@security-auto/testing";

/** The policy of a bucket of the security account was put by somebody of a member account. */
export const change = cloudTrailEvent({
  eventName: "PutBucketPolicy",
  account: "444455556666",
  region: "eu-central-1",
  bucket: "ledger-archive",
  parameters: { policy: "" },
  detail: {
    userIdentity: { type: "IAMUser", accountId: "444455556666", userName: "release-bot" },
    recipientAccountId: "111122223333",
    resources: [{ accountId: "111122223333", type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::ledger-archive" }],
  },
});
