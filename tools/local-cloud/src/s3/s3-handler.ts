import { answerFaultOf, spoiled } from "../service/answer-fault";
import type { AwsRequest } from "../http/aws-request";
import type { AwsResponse } from "../http/aws-response";
import type { AwsService } from "../http/aws-server";
import { MEBIBYTE } from "../http/too-large";
import type { Caller, KnownCaller } from "../identity/caller";
import { documentOf } from "../xml/write-xml";
import type { Trail } from "../cloudtrail/trail";
import { addressedBucket } from "./addressed-bucket";
import { authenticate } from "./authenticate";
import { authorizeBucketCall } from "./bucket/authorize-call";
import { bucketOperation, type FoundOperation } from "./bucket-operations";
import { checkRegion } from "./check-region";
import { faultError } from "./fault-error";
import type { S3, S3Reply } from "./bucket/operation";
import { createBucket } from "./operations/create-bucket";
import { listBuckets } from "./operations/list-buckets";
import { recorded } from "./recorded";
import { requestParameters } from "./request-parameters";
import {
  accessDenied,
  errorElement,
  noSuchBucket,
  notImplemented,
  S3Error,
  tooLarge,
} from "./bucket/s3-error";

/**
 * S3's API for buckets over HTTP, as the SDKs and the AWS CLI speak it.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
export function s3Service(s3: S3, trail: Trail): AwsService {
  return {
    handle: (request) => withErrors(request, () => answer(s3, trail, request)),
    largestBody: MEBIBYTE,
    tooLarge: (request) => errorResponse(tooLarge(), request),
  };
}

function withErrors(request: AwsRequest, run: () => AwsResponse): AwsResponse {
  try {
    return run();
  } catch (error) {
    if (error instanceof S3Error) return errorResponse(error, request);
    throw error;
  }
}

function answer(s3: S3, trail: Trail, request: AwsRequest): AwsResponse {
  const caller = authenticate(request, s3.credentials);
  const { bucket: name, key } = addressedBucket(request);
  const asked = `${request.method} ${request.path}${[...request.query.keys()].map((each) => `?${each}`).join("")}`;
  if (key !== "") throw notImplemented(`objects: ${asked}`);
  if (name === undefined) {
    if (request.method !== "GET") throw notImplemented(asked);
    if (caller.kind === "anonymous") throw accessDenied();
    return listed(s3, request, caller);
  }
  const found = bucketOperation(request.method, request.query);
  if (found !== undefined) return callBucket(s3, trail, { request, caller, name, found });
  if (request.method !== "PUT" || hasSubresource(request)) throw notImplemented(asked);
  const parameters = requestParameters(request, name);
  return responseOf(
    recorded(trail, { request, caller, name: "CreateBucket", parameters }, () => {
      if (caller.kind === "anonymous") throw accessDenied();
      return createBucket(s3, request, caller, name);
    }),
  );
}

function listed(s3: S3, request: AwsRequest, caller: KnownCaller): AwsResponse {
  const injected = answerFaultOf({
    faults: s3.faults,
    caller,
    asked: { service: "s3", call: "ListBuckets", account: caller.accountId },
    action: "s3:ListAllMyBuckets",
    resource: "*",
  });
  if (injected?.kind === "error") throw faultError(injected.fault);
  return spoiled(
    withErrors(request, () => responseOf(listBuckets(s3, request, caller))),
    injected,
  );
}

function hasSubresource({ query }: AwsRequest): boolean {
  return [...query.keys()].some((name) => name !== "x-id");
}

interface Asked {
  readonly request: AwsRequest;
  readonly caller: Caller;
  readonly name: string;
  readonly found: FoundOperation;
}

function callBucket(s3: S3, trail: Trail, asked: Asked): AwsResponse {
  const { request, caller, name, found } = asked;
  const { name: call, action } = found.operation;
  const bucket = s3.store.bucket(name);
  const injected = answerFaultOf({
    faults: s3.faults,
    caller,
    asked: {
      service: "s3",
      call,
      ...(bucket !== undefined && { account: bucket.accountId }),
      bucket: name,
    },
    action,
    resource: bucket?.arn ?? `arn:aws:s3:::${name}`,
  });
  if (injected?.kind === "error") throw faultError(injected.fault, name);
  return spoiled(
    withErrors(request, () => responseOf(runOperation(s3, trail, asked))),
    injected,
  );
}

function runOperation(s3: S3, trail: Trail, { request, caller, name, found }: Asked): S3Reply {
  const { operation, subresource } = found;
  const bucket = s3.store.bucket(name);
  if (bucket !== undefined) checkRegion(request, bucket, operation.name);
  const run = (): S3Reply => {
    if (bucket === undefined) throw noSuchBucket(name);
    const call = { s3, request, caller, bucket };
    authorizeBucketCall(operation, call);
    return operation.run(call);
  };
  if (operation.kind === "read") return run();
  const parameters = requestParameters(request, name, subresource);
  const resource = bucket === undefined ? {} : { resource: { arn: bucket.arn, accountId: bucket.accountId } };
  return recorded(trail, { request, caller, name: operation.name, parameters, ...resource }, run);
}

function responseOf({ status, headers, body, json }: S3Reply): AwsResponse {
  if (json !== undefined) {
    return { status, headers: { "content-type": "application/json", ...headers }, body: json };
  }
  if (body === undefined) return { status, ...(headers !== undefined && { headers }) };
  return { status, headers: { "content-type": "application/xml", ...headers }, body: documentOf(body) };
}

function errorResponse(error: S3Error, { requestId }: AwsRequest): AwsResponse {
  return {
    status: error.status,
    headers: { "content-type": "application/xml", ...error.headers },
    body: documentOf(errorElement(error, requestId)),
  };
}
