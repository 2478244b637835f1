import { type BucketOperation, NO_CONTENT, OK, S3_NAMESPACE } from "../bucket/operation";
import { blockElement, readBlock } from "../bucket/read-block";
import { xmlBody } from "../bucket/read-body";
import { noPublicAccessBlock } from "../bucket/s3-error";

export const getPublicAccessBlock: BucketOperation = {
  name: "GetBucketPublicAccessBlock",
  action: "s3:GetBucketPublicAccessBlock",
  kind: "read",
  run: ({ bucket }) => {
    if (bucket.publicAccessBlock === undefined) throw noPublicAccessBlock({ BucketName: bucket.name });
    return { status: 200, body: blockElement(bucket.publicAccessBlock, S3_NAMESPACE) };
  },
};

export const putPublicAccessBlock: BucketOperation = {
  name: "PutBucketPublicAccessBlock",
  action: "s3:PutBucketPublicAccessBlock",
  kind: "write",
  run: ({ bucket, request }) => {
    bucket.publicAccessBlock = readBlock(xmlBody(request, "PublicAccessBlockConfiguration"));
    return OK;
  },
};

export const deletePublicAccessBlock: BucketOperation = {
  name: "DeleteBucketPublicAccessBlock",
  action: "s3:PutBucketPublicAccessBlock",
  kind: "write",
  run: ({ bucket }) => {
    bucket.publicAccessBlock = undefined;
    return NO_CONTENT;
  },
};
