import { cloudTrailEvent, readOperation, s3Error, startFakeAws } from "../src";

/** What S3 is asked for about the bucket of an event, by a program that finds S3 at `endpoint`. */
export async function askedOfS3(program: (event: object, endpoint: string) => Promise<void>) {
  const asked: unknown[] = [];
  const aws = await startFakeAws((request) => {
    asked.push(readOperation(request));
    return s3Error(404, "NoSuchBucket");
  });
  await program(cloudTrailEvent({ eventName: "PutBucketPolicy", bucket: "ledger-archive" }), aws.url);
  await aws.close();
  return asked;
}
