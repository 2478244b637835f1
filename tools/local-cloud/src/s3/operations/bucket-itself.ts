import { type BucketOperation, NO_CONTENT } from "../bucket/operation";

export const headBucket: BucketOperation = {
  name: "HeadBucket",
  action: "s3:ListBucket",
  kind: "read",
  acl: "READ",
  run: ({ bucket: { region, arn } }) => ({
    status: 200,
    headers: { "x-amz-bucket-region": region, "x-amz-bucket-arn": arn, "content-type": "application/xml" },
  }),
};

export const deleteBucket: BucketOperation = {
  name: "DeleteBucket",
  action: "s3:DeleteBucket",
  kind: "write",
  run: ({ s3, bucket }) => {
    s3.store.remove(bucket.name);
    return NO_CONTENT;
  },
};
