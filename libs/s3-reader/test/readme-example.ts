import { createS3Reader, type S3Reader } from "../src";

/** A reader for buckets of all accounts, for the life of a function's instance. */
export function readerOf(accountId: string, region: string, instance: string): S3Reader {
  return createS3Reader({
    home: { accountId, region, role: "lambda-slaw-s3" },
    memberRole: "security-auto-s3-read",
    caller: { functionName: "security-auto-S3", instance },
  });
}
