import { readPolicy } from "../bucket/read-policy";
import { blocked } from "../bucket/blocked";
import { noSuchBucketPolicy } from "../bucket/s3-error";
import { type BucketOperation, NO_CONTENT } from "../bucket/operation";

export const getPolicy: BucketOperation = {
  name: "GetBucketPolicy",
  action: "s3:GetBucketPolicy",
  kind: "read",
  ownAccountOnly: true,
  run: ({ bucket }) => {
    if (bucket.policy === undefined) throw noSuchBucketPolicy(bucket.name);
    return { status: 200, json: bucket.policy.text };
  },
};

export const putPolicy: BucketOperation = {
  name: "PutBucketPolicy",
  action: "s3:PutBucketPolicy",
  kind: "write",
  ownAccountOnly: true,
  run: ({ s3, bucket, request, caller }) => {
    const policy = readPolicy(
      request.body,
      { name: `bucket ${bucket.name}`, arn: bucket.arn },
      s3.policyIsPublic,
    );
    if (policy.isPublic && s3.store.blockOf(bucket).blockPublicPolicy) {
      throw blocked(caller, "s3:PutBucketPolicy", bucket.arn, "public policies", "BlockPublicPolicy");
    }
    bucket.policy = policy;
    return NO_CONTENT;
  },
};

export const deletePolicy: BucketOperation = {
  name: "DeleteBucketPolicy",
  action: "s3:DeleteBucketPolicy",
  kind: "write",
  ownAccountOnly: true,
  run: ({ bucket }) => {
    bucket.policy = undefined;
    return NO_CONTENT;
  },
};
