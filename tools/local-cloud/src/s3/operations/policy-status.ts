import { element } from "../../xml/write-xml";
import { type BucketOperation, S3_NAMESPACE } from "../bucket/operation";
import { noSuchBucketPolicy } from "../bucket/s3-error";

export const getPolicyStatus: BucketOperation = {
  name: "GetBucketPolicyStatus",
  action: "s3:GetBucketPolicyStatus",
  kind: "read",
  run: ({ bucket }) => {
    if (bucket.policy === undefined) throw noSuchBucketPolicy(bucket.name);
    const isPublic = element("IsPublic", String(bucket.policy.isPublic));
    return { status: 200, body: element("PolicyStatus", [isPublic], { xmlns: S3_NAMESPACE }) };
  },
};
