import { functionArn } from "@security-auto/iam-policy";
import type { AwsRequest } from "../http/aws-request";
import type { AwsResponse } from "../http/aws-response";
import type { AwsService } from "../http/aws-server";
import { notImplemented, ServiceError } from "../http/service-error";
import type { Follow } from "../service/call-trace";
import { admit, callerOf, type Gatekeeping, type RefusalCodes } from "../identity/admit";
import type { KnownCaller } from "../identity/caller";
import type { JsonObject } from "../core/json";
import type { RunningCloud } from "../state/running-cloud";
import { invokeSynchronously } from "./invoke-synchronously";
import type { LambdaFunction } from "../runtime/lambda-function";
import { FUNCTION_READS, listFunctions } from "./read-functions";

const CODES: RefusalCodes = {
  unsigned: "MissingAuthenticationTokenException",
  unknownKey: "UnrecognizedClientException",
  expired: "ExpiredTokenException",
  denied: "AccessDeniedException",
};

const ACTION = "lambda:InvokeFunction";
/** Of an invocation whose caller waits. */
const LARGEST_PAYLOAD = 6 * 1024 * 1024;
const FUNCTION_NAME = /^[\w-]{1,140}$/;
const FUNCTIONS_PATH = /^\/2015-03-31\/functions\/?([^/]*)(?:\/(configuration|policy))?$/;
const INVOKE_PATH = /^\/2015-03-31\/functions\/(.+)\/invocations$/;

/**
 * Lambda's Invoke over HTTP for a caller who waits, and the calls that read functions.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function lambdaService(cloud: RunningCloud, gate: Gatekeeping, follow: Follow): AwsService {
  return {
    handle: async (request) => {
      try {
        return read(cloud, gate, request) ?? (await invoke(cloud, gate, follow, request));
      } catch (error) {
        if (error instanceof ServiceError) return errorResponse(error);
        throw error;
      }
    },
    largestBody: LARGEST_PAYLOAD,
    tooLarge: () => errorResponse(payloadTooLarge(LARGEST_PAYLOAD)),
  };
}

function payloadTooLarge(most: number): ServiceError {
  const message = `Request must be smaller than ${most} bytes for the InvokeFunction operation`;
  return new ServiceError("RequestTooLargeException", 413, message);
}

/** The answer to a call that reads; `undefined` for another one. */
function read(cloud: RunningCloud, gate: Gatekeeping, request: AwsRequest): AwsResponse | undefined {
  const [, named = "", what = ""] = FUNCTIONS_PATH.exec(request.path) ?? [];
  const found = FUNCTION_READS.get(what);
  if (request.method !== "GET" || found === undefined || !FUNCTIONS_PATH.test(request.path)) return undefined;
  const caller = callerOf(request, gate, CODES);
  if (named === "") {
    admit({ caller, request, action: "lambda:ListFunctions", resource: "*" }, gate, CODES);
    const { accountId } = caller;
    const region = request.signature?.region ?? "us-east-1";
    return jsonResponse(listFunctions(cloud, { accountId, region }, request.query));
  }
  const asked = addressed(named, request, caller);
  admit({ caller, request, action: found.action, resource: asked }, gate, CODES);
  return jsonResponse(found.read(cloud, existing(cloud, asked).spec));
}

function jsonResponse(output: JsonObject): AwsResponse {
  return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(output) };
}

function existing(cloud: RunningCloud, asked: string): LambdaFunction {
  const found = cloud.functions.get(unqualified(cloud, asked));
  if (found !== undefined) return found;
  throw new ServiceError("ResourceNotFoundException", 404, `Function not found: ${asked}`);
}

async function invoke(
  cloud: RunningCloud,
  gate: Gatekeeping,
  follow: Follow,
  request: AwsRequest,
): Promise<AwsResponse> {
  const caller = callerOf(request, gate, CODES);
  const [, named] = INVOKE_PATH.exec(request.path) ?? [];
  if (named === undefined || request.method !== "POST") {
    throw notImplemented(`${request.method} ${request.path} of Lambda`);
  }
  const asked = addressed(named, request, caller);
  admit({ caller, request, action: ACTION, resource: asked }, gate, CODES);
  const found = existing(cloud, asked);
  const type = request.headers["x-amz-invocation-type"] ?? "RequestResponse";
  if (type === "DryRun") return { status: 204 };
  if (type !== "RequestResponse") throw notImplemented(`invocations of type ${type} over HTTP`);
  if (found.spec.reservedConcurrency === 0) {
    throw new ServiceError("TooManyRequestsException", 429, "Rate Exceeded.");
  }
  const payload = jsonOf(request.body);
  const { payload: body, outcome } = await follow(ACTION, caller, (parts, chain) => {
    if (chain.stopped !== undefined)
      throw new ServiceError("RecursiveInvocationException", 400, chain.stopped);
    return invokeSynchronously(cloud, found, { payload, chain }, parts);
  });
  return {
    status: 200,
    headers: {
      "content-type": "application/json",
      "x-amz-executed-version": "$LATEST",
      ...(outcome !== "success" && { "x-amz-function-error": "Unhandled" }),
    },
    body,
  };
}

/** The ARN of a function named by its name, `ACCOUNT:function:NAME` or ARN, each with or without `:QUALIFIER`. */
function addressed(named: string, { signature, query }: AwsRequest, { accountId }: KnownCaller): string {
  const parts = named.split(":");
  const [, , , inArn] = parts[0] === "arn" ? parts : [];
  const [name = "", inName] = parts.slice(parts.indexOf("function") + 1);
  const owner = parts[parts.indexOf("function") - 1];
  if (!FUNCTION_NAME.test(name)) {
    throw new ServiceError("ValidationException", 400, `${JSON.stringify(named)} names no function`);
  }
  const region = inArn ?? signature?.region ?? "us-east-1";
  const qualifier = inName ?? query.get("Qualifier");
  const arn = functionArn({ region, accountId: owner ?? accountId, name });
  return qualifier === null ? arn : `${arn}:${qualifier}`;
}

function unqualified({ resources }: RunningCloud, asked: string): string {
  return resources.qualifiedFunctions.get(asked) ?? asked.replace(/:\$LATEST$/, "");
}

function jsonOf(body: string): string {
  if (body === "") return "{}";
  try {
    JSON.parse(body);
    return body;
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    throw new ServiceError(
      "InvalidRequestContentException",
      400,
      `Could not parse request body into json: ${why}`,
    );
  }
}

function errorResponse({ code, status, message }: ServiceError): AwsResponse {
  return {
    status,
    headers: { "content-type": "application/json", "x-amzn-errortype": code },
    body: JSON.stringify({ Type: status < 500 ? "User" : "Service", Message: message }),
  };
}
