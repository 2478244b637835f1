import { bucketArn, partitionOf } from "@security-auto/iam-policy";
import type { AwsRequest } from "../../http/aws-request";
import type { KnownCaller } from "../../identity/caller";
import { keyIf } from "../../identity/decide-call";
import { canonicalId } from "../../identity/unique-id";
import { textAt } from "../../xml/parse-xml";
import { grantsOthers, isPublicGrant, privateAcl } from "../bucket/acl";
import { authorize } from "../bucket/authorize-call";
import { blocked } from "../bucket/blocked";
import { EVERYTHING_BLOCKED, effectiveBlock, isOwnership } from "../bucket/bucket";
import { checkBucketName } from "../bucket/check-name";
import type { S3, S3Reply } from "../bucket/operation";
import { aclOfHeaders, grantHeaders } from "../bucket/read-acl";
import { xmlBody } from "../bucket/read-body";
import { aclWithOwnerEnforced, invalidArgument, S3Error } from "../bucket/s3-error";

const GLOBAL = "us-east-1";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export function createBucket(s3: S3, request: AwsRequest, caller: KnownCaller, name: string): S3Reply {
  if (!checkBucketName(name)) throw invalidName(name);
  const region = regionOf(request);
  const arn = bucketArn({ partition: partitionOf(region), name });
  permit(s3, request, caller, arn);

  const existing = s3.store.bucket(name);
  const location = { location: `/${name}`, "x-amz-bucket-arn": arn };
  if (existing !== undefined) {
    if (existing.accountId !== caller.accountId) throw taken("BucketAlreadyExists", name);
    // The oldest region answers as if it had made the bucket.
    if (region !== GLOBAL || existing.region !== GLOBAL) throw taken("BucketAlreadyOwnedByYou", name);
    return { status: 200, headers: location };
  }

  const ownership = request.headers["x-amz-object-ownership"] ?? "BucketOwnerEnforced";
  if (!isOwnership(ownership)) {
    throw invalidArgument("x-amz-object-ownership", ownership, "Invalid x-amz-object-ownership header");
  }
  const owner = canonicalId(caller.accountId);
  const acl = aclOfHeaders(request, owner) ?? privateAcl(owner);
  if (ownership === "BucketOwnerEnforced" && grantsOthers(acl)) throw aclWithOwnerEnforced();
  const { blockPublicAcls } = effectiveBlock(EVERYTHING_BLOCKED, s3.store.accountBlock(caller.accountId));
  if (blockPublicAcls && acl.grants.some(isPublicGrant)) {
    throw blocked(caller, "s3:CreateBucket", arn, "public access control lists (ACLs)", "BlockPublicAcls");
  }
  s3.store.put({
    name,
    arn,
    accountId: caller.accountId,
    region,
    createdAt: new Date().toISOString(),
    acl,
    publicAccessBlock: EVERYTHING_BLOCKED,
    ownership,
    refused: new Set(),
  });
  return { status: 200, headers: location };
}

function permit(s3: S3, request: AwsRequest, caller: KnownCaller, arn: string): void {
  const { headers } = request;
  const setsAcl = headers["x-amz-acl"] !== undefined || Object.keys(grantHeaders(request)).length > 0;
  const actions = [
    "s3:CreateBucket",
    ...(setsAcl ? ["s3:PutBucketAcl"] : []),
    ...(headers["x-amz-object-ownership"] === undefined ? [] : ["s3:PutBucketOwnershipControls"]),
  ];
  const context = {
    ...keyIf("s3:LocationConstraint", constraintOf(request)),
    ...keyIf("s3:x-amz-acl", headers["x-amz-acl"]),
    ...keyIf("s3:x-amz-object-ownership", headers["x-amz-object-ownership"]),
  };
  for (const action of actions) {
    authorize({ caller, request, action, resource: arn, resourceAccount: caller.accountId, context }, s3);
  }
}

/** The global endpoint makes buckets everywhere; that of a region only there. */
function regionOf(request: AwsRequest): string {
  const endpoint = request.signature?.region ?? GLOBAL;
  const given = constraintOf(request) ?? GLOBAL;
  const region = given === "EU" ? "eu-west-1" : given;
  if (endpoint !== GLOBAL && region !== endpoint) {
    const named = given === GLOBAL ? "unspecified" : given;
    throw new S3Error(
      "IllegalLocationConstraintException",
      400,
      `The ${named} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    );
  }
  return region;
}

function constraintOf(request: AwsRequest): string | undefined {
  if (request.body === "") return undefined;
  return textAt(xmlBody(request, "CreateBucketConfiguration"), "LocationConstraint");
}

function invalidName(name: string): S3Error {
  return new S3Error("InvalidBucketName", 400, "The specified bucket is not valid.", {
    details: { BucketName: name },
  });
}

function taken(code: "BucketAlreadyExists" | "BucketAlreadyOwnedByYou", name: string): S3Error {
  const message =
    code === "BucketAlreadyExists"
      ? "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again."
      : "Your previous request to create the named bucket succeeded and you already own it.";
  return new S3Error(code, 409, message, { details: { BucketName: name } });
}
