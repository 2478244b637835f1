import { element, type Xml } from "../../xml/write-xml";
import { type Grant, type Grantee, isPublicGrant } from "../bucket/acl";
import { blocked } from "../bucket/blocked";
import { effectiveAcl } from "../bucket/bucket";
import { type BucketOperation, OK, S3_NAMESPACE } from "../bucket/operation";
import { aclOfBody, aclOfHeaders } from "../bucket/read-acl";
import { xmlBody } from "../bucket/read-body";
import { S3Error } from "../bucket/s3-error";
import { keyIf } from "../../identity/decide-call";

const SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

/** Shows the ACL that counts: without public grants where these are ignored. */
export const getAcl: BucketOperation = {
  name: "GetBucketAcl",
  action: "s3:GetBucketAcl",
  kind: "read",
  acl: "READ_ACP",
  run: ({ s3, bucket }) => {
    const { owner, grants } = effectiveAcl(bucket, s3.store.blockOf(bucket));
    const body = [
      element("Owner", [element("ID", owner)]),
      element("AccessControlList", grants.map(grantElement)),
    ];
    return { status: 200, body: element("AccessControlPolicy", body, { xmlns: S3_NAMESPACE }) };
  },
};

export const putAcl: BucketOperation = {
  name: "PutBucketAcl",
  action: "s3:PutBucketAcl",
  kind: "write",
  acl: "WRITE_ACP",
  context: ({ headers }) => keyIf("s3:x-amz-acl", headers["x-amz-acl"]),
  run: ({ s3, bucket, request, caller }) => {
    if (bucket.ownership === "BucketOwnerEnforced") {
      throw new S3Error("AccessControlListNotSupported", 400, "The bucket does not allow ACLs");
    }
    const { owner } = bucket.acl;
    const acl = aclOfHeaders(request, owner) ?? aclOfBody(xmlBody(request, "AccessControlPolicy"), owner);
    if (acl.grants.some(isPublicGrant) && s3.store.blockOf(bucket).blockPublicAcls) {
      const what = "public access control lists (ACLs)";
      throw blocked(caller, "s3:PutBucketAcl", bucket.arn, what, "BlockPublicAcls");
    }
    bucket.acl = acl;
    return OK;
  },
};

function grantElement({ grantee, permission }: Grant): Xml {
  const [type, name] = describe(grantee);
  const attributes = { "xmlns:xsi": SCHEMA_INSTANCE, "xsi:type": type };
  return element("Grant", [element("Grantee", [name], attributes), element("Permission", permission)]);
}

function describe(grantee: Grantee): readonly [type: string, name: Xml] {
  switch (grantee.kind) {
    case "group":
      return ["Group", element("URI", grantee.uri)];
    case "canonical user":
      return ["CanonicalUser", element("ID", grantee.id)];
    case "email":
      return ["AmazonCustomerByEmail", element("EmailAddress", grantee.address)];
  }
}
