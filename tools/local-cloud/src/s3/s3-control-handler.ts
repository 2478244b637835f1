import { partitionOf, urlSuffixOf } from "@security-auto/iam-policy";
import type { Trail } from "../cloudtrail/trail";
import { answerFaultOf, spoiled } from "../service/answer-fault";
import type { AwsRequest } from "../http/aws-request";
import type { AwsResponse } from "../http/aws-response";
import type { AwsHandler, AwsService } from "../http/aws-server";
import { MEBIBYTE } from "../http/too-large";
import type { Caller } from "../identity/caller";
import { recordCall } from "../identity/decide-call";
import { documentOf, element } from "../xml/write-xml";
import { authenticate } from "./authenticate";
import { authorize } from "./bucket/authorize-call";
import { faultError } from "./fault-error";
import { accessPointsOperation } from "./operations/access-points";
import { NO_CONTENT, OK, type S3, type S3Reply } from "./bucket/operation";
import { blockElement, readBlock } from "./bucket/read-block";
import { xmlBody } from "./bucket/read-body";
import { recorded } from "./recorded";
import { bodyParameters } from "./request-parameters";
import {
  accessDenied,
  errorElement,
  invalidArgument,
  noPublicAccessBlock,
  notImplemented,
  S3Error,
  tooLarge,
} from "./bucket/s3-error";

const NAMESPACE = "http://awss3control.amazonaws.com/doc/2018-08-20/";
const BLOCK_PATH = "/v20180820/configuration/publicAccessBlock";

/**
 * The part of S3 Control that is here: the public access block of an account, and the reads of its access points. The account is
 * named by the header `x-amz-account-id`, or by the first label of the host.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_AWS_S3_Control.html
 */
export function s3ControlService(s3: S3, trail: Trail): AwsService {
  return {
    handle: handler(s3, trail),
    largestBody: MEBIBYTE,
    tooLarge: (request) => errorResponse(tooLarge(), request),
  };
}

function handler(s3: S3, trail: Trail): AwsHandler {
  return (request) =>
    withErrors(request, () => {
      const caller = authenticate(request, s3.credentials);
      const ofPoints = accessPointsOperation(request);
      if (ofPoints === undefined && request.path !== BLOCK_PATH)
        throw notImplemented(`${request.method} ${request.path}`);
      const accountId = addressedAccount(request);
      const call = ofPoints?.name ?? `${VERBS[request.method] ?? ""}AccountPublicAccessBlock`;
      const injected = answerFaultOf({
        faults: s3.faults,
        caller,
        asked: { service: "s3-control", call, account: accountId },
        action: `s3:${call}`,
        resource: "*",
      });
      if (injected?.kind === "error") throw faultError(injected.fault);
      return spoiled(
        withErrors(request, () =>
          responseOf(
            ofPoints?.run({ s3, request, caller, accountId }) ??
              answer(s3, trail, { request, caller, accountId }),
          ),
        ),
        injected,
      );
    });
}

const VERBS: Readonly<Record<string, string>> = { GET: "Get", PUT: "Put", DELETE: "Delete" };

function withErrors(request: AwsRequest, run: () => AwsResponse): AwsResponse {
  try {
    return run();
  } catch (error) {
    if (error instanceof S3Error) return errorResponse(error, request);
    throw error;
  }
}

interface Asked {
  readonly request: AwsRequest;
  readonly caller: Caller;
  readonly accountId: string;
}

function answer(s3: S3, trail: Trail, { request, caller, accountId }: Asked): S3Reply {
  switch (request.method) {
    case "GET": {
      permit(s3, request, caller, accountId, "s3:GetAccountPublicAccessBlock");
      const block = s3.store.accountBlock(accountId);
      if (block === undefined) throw noPublicAccessBlock({ AccountId: accountId });
      return { status: 200, body: blockElement(block, NAMESPACE) };
    }
    case "PUT":
      return recorded(trail, writeOf("Put", request, caller, accountId), () => {
        permit(s3, request, caller, accountId, "s3:PutAccountPublicAccessBlock");
        s3.store.setAccountBlock(accountId, readBlock(xmlBody(request, "PublicAccessBlockConfiguration")));
        return OK;
      });
    case "DELETE":
      return recorded(trail, writeOf("Delete", request, caller, accountId), () => {
        permit(s3, request, caller, accountId, "s3:PutAccountPublicAccessBlock");
        s3.store.setAccountBlock(accountId, undefined);
        return NO_CONTENT;
      });
    default:
      throw notImplemented(`${request.method} ${request.path}`);
  }
}

function writeOf(verb: "Put" | "Delete", request: AwsRequest, caller: Caller, accountId: string) {
  const region = request.signature?.region ?? "us-east-1";
  const parameters = {
    ...bodyParameters(request),
    "x-amz-account-id": accountId,
    Host: `${accountId}.s3-control.${region}.${urlSuffixOf(partitionOf(region))}`,
  };
  return { request, caller, name: `${verb}AccountPublicAccessBlock`, parameters };
}

function addressedAccount({ headers, host }: AwsRequest): string {
  const accountId = headers["x-amz-account-id"] ?? /^(\d{12})\./.exec(host)?.[1];
  if (accountId !== undefined && /^\d{12}$/.test(accountId)) return accountId;
  throw invalidArgument("x-amz-account-id", accountId ?? "", "Invalid account id");
}

/** Only the account's own identities get in: there is no policy that could let others. */
function permit(s3: S3, request: AwsRequest, caller: Caller, accountId: string, action: string): void {
  const asked = { caller, action, resource: "*" };
  if (action === "s3:GetAccountPublicAccessBlock" && s3.store.closedAccounts.has(accountId)) {
    recordCall(asked, { decision: "denied", because: `the scenario refuses ${action} to everybody` });
    throw accessDenied();
  }
  const context = { "s3:ResourceAccount": accountId };
  authorize({ ...asked, request, resourceAccount: accountId, context }, s3);
}

function responseOf({ status, body }: S3Reply): AwsResponse {
  if (body === undefined) return { status };
  return { status, headers: { "content-type": "application/xml" }, body: documentOf(body) };
}

function errorResponse(error: S3Error, { requestId }: AwsRequest): AwsResponse {
  const body = element("ErrorResponse", [errorElement(error, requestId), element("RequestId", requestId)]);
  return {
    status: error.status,
    headers: { "content-type": "application/xml", ...error.headers },
    body: documentOf(body),
  };
}
