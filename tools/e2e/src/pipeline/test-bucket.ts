import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { Teardown } from "./teardown";

/** Makes an empty bucket for this run. */
export async function makeBucket(
  s3: S3Client,
  { bucket, region }: { readonly bucket: string; readonly region: string },
  teardown: Teardown,
): Promise<void> {
  await s3.send(
    new CreateBucketCommand({
      Bucket: bucket,
      // S3's oldest region is the one that may not be named.
      ...(region !== "us-east-1" && {
        CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint },
      }),
    }),
  );
  teardown.add(`bucket ${bucket}`, async () => {
    await s3.send(new DeleteBucketPolicyCommand({ Bucket: bucket }));
    await s3.send(new DeleteBucketCommand({ Bucket: bucket }));
  });
}
