import { parseArn } from "@security-auto/iam-policy";
import { answerFaultOf, spoiled } from "../service/answer-fault";
import type { AwsRequest } from "../http/aws-request";
import type { AwsResponse } from "../http/aws-response";
import type { AwsService } from "../http/aws-server";
import { ServiceError } from "../http/service-error";
import { MEBIBYTE, requestEntityTooLarge } from "../http/too-large";
import type { KnownCaller } from "../identity/caller";
import { documentOf, element, type Xml } from "../xml/write-xml";
import { assumeRole } from "./assume-role";
import { faultError } from "./fault-error";
import { getCallerIdentity } from "./get-caller-identity";
import type { Sts, StsCall } from "./sts-call";

const ACTIONS: ReadonlyMap<string | null, (sts: Sts, call: StsCall) => readonly Xml[]> = new Map([
  ["AssumeRole", assumeRole],
  ["GetCallerIdentity", getCallerIdentity],
]);

const NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

/**
 * STS over HTTP, in the query protocol.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html
 */
export function stsService(sts: Sts): AwsService {
  return {
    handle: (request) => withErrors(request, () => answer(sts, request)),
    largestBody: MEBIBYTE,
    tooLarge: (request) => errorResponse(requestEntityTooLarge(MEBIBYTE), request),
  };
}

function withErrors(request: AwsRequest, run: () => AwsResponse): AwsResponse {
  try {
    return run();
  } catch (error) {
    if (error instanceof ServiceError) return errorResponse(error, request);
    throw error;
  }
}

function answer(sts: Sts, request: AwsRequest): AwsResponse {
  const parameters = request.method === "POST" ? new URLSearchParams(request.body) : request.query;
  const name = parameters.get("Action");
  const action = ACTIONS.get(name);
  if (name === null || action === undefined) {
    throw new ServiceError(
      "InvalidAction",
      400,
      `Could not find operation ${name ?? ""} for version 2011-06-15`,
    );
  }
  const caller = callerOf(sts, request);
  const resource = parameters.get("RoleArn") ?? "*";
  const account = parseArn(resource)?.accountId ?? caller.accountId;
  const injected = answerFaultOf({
    faults: sts.faults,
    caller,
    asked: { service: "sts", call: name, account },
    action: `sts:${name}`,
    resource,
  });
  if (injected?.kind === "error") throw faultError(injected.fault);
  return spoiled(
    withErrors(request, () => resultResponse(name, action(sts, { caller, request, parameters }), request)),
    injected,
  );
}

function resultResponse(name: string, result: readonly Xml[], { requestId }: AwsRequest): AwsResponse {
  const metadata = element("ResponseMetadata", [element("RequestId", requestId)]);
  const body = element(`${name}Response`, [element(`${name}Result`, result), metadata], { xmlns: NAMESPACE });
  return { status: 200, headers: { "content-type": "text/xml" }, body: documentOf(body) };
}

function callerOf({ credentials }: Sts, { signature }: AwsRequest): KnownCaller {
  if (signature === undefined) {
    throw new ServiceError("MissingAuthenticationToken", 403, "Request is missing Authentication Token");
  }
  const resolved = credentials.resolve(signature.accessKeyId, signature.sessionToken);
  if (resolved.success) return resolved.data;
  throw resolved.error === "expired"
    ? new ServiceError("ExpiredToken", 403, "The security token included in the request is expired")
    : new ServiceError("InvalidClientTokenId", 403, "The security token included in the request is invalid.");
}

function errorResponse({ code, status, message }: ServiceError, { requestId }: AwsRequest): AwsResponse {
  const error = element("Error", [
    element("Type", status < 500 ? "Sender" : "Receiver"),
    element("Code", code),
    element("Message", message),
  ]);
  const body = element("ErrorResponse", [error, element("RequestId", requestId)], { xmlns: NAMESPACE });
  return { status, headers: { "content-type": "text/xml" }, body: documentOf(body) };
}
