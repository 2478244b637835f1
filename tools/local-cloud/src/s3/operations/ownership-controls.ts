import { childrenOf, textAt } from "../../xml/parse-xml";
import { element } from "../../xml/write-xml";
import { grantsOthers } from "../bucket/acl";
import { isOwnership } from "../bucket/bucket";
import { type BucketOperation, NO_CONTENT, OK, S3_NAMESPACE } from "../bucket/operation";
import { xmlBody } from "../bucket/read-body";
import { aclWithOwnerEnforced, malformedXml, S3Error } from "../bucket/s3-error";

export const getOwnershipControls: BucketOperation = {
  name: "GetBucketOwnershipControls",
  action: "s3:GetBucketOwnershipControls",
  kind: "read",
  run: ({ bucket }) => {
    if (bucket.ownership === undefined) {
      throw new S3Error(
        "OwnershipControlsNotFoundError",
        404,
        "The bucket ownership controls were not found",
        { details: { BucketName: bucket.name } },
      );
    }
    const rule = element("Rule", [element("ObjectOwnership", bucket.ownership)]);
    return { status: 200, body: element("OwnershipControls", [rule], { xmlns: S3_NAMESPACE }) };
  },
};

export const putOwnershipControls: BucketOperation = {
  name: "PutBucketOwnershipControls",
  action: "s3:PutBucketOwnershipControls",
  kind: "write",
  run: ({ bucket, request }) => {
    const [rule, ...others] = childrenOf(xmlBody(request, "OwnershipControls"), "Rule");
    const ownership = rule === undefined ? undefined : textAt(rule, "ObjectOwnership");
    if (others.length > 0 || !isOwnership(ownership)) throw malformedXml();
    if (ownership === "BucketOwnerEnforced" && grantsOthers(bucket.acl)) throw aclWithOwnerEnforced();
    bucket.ownership = ownership;
    return OK;
  },
};

export const deleteOwnershipControls: BucketOperation = {
  name: "DeleteBucketOwnershipControls",
  action: "s3:PutBucketOwnershipControls",
  kind: "write",
  run: ({ bucket }) => {
    bucket.ownership = undefined;
    return NO_CONTENT;
  },
};
