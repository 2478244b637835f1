import { defaultProductArn } from "@security-auto/iam-policy";
import { isObject, type JsonObject, parseJson } from "../core/json";
import type { ErrorFault, RegionFault } from "../faults/fault";
import type { AwsRequest } from "../http/aws-request";
import type { AwsResponse } from "../http/aws-response";
import type { AwsService } from "../http/aws-server";
import { listIn, requiredTextIn } from "../http/read-input";
import { notImplemented, ServiceError } from "../http/service-error";
import { MEBIBYTE, requestEntityTooLarge } from "../http/too-large";
import { admit, callerOf, type Gatekeeping, type RefusalCodes } from "../identity/admit";
import type { KnownCaller } from "../identity/caller";
import { type AnswerFault, answerFaultOf, spoiled } from "../service/answer-fault";
import type { Follow } from "../service/call-trace";
import type { RunningCloud } from "../state/running-cloud";
import { Hub } from "./hub";

const CODES: RefusalCodes = {
  unsigned: "MissingAuthenticationTokenException",
  unknownKey: "UnrecognizedClientException",
  expired: "ExpiredTokenException",
  denied: "AccessDeniedException",
};

const ACTION = "securityhub:BatchImportFindings";
const MOST_FINDINGS = 100;
/** @see https://docs.aws.amazon.com/securityhub/latest/partnerguide/guidelines-batchimportfindings.html */
const LARGEST_BODY = 6 * MEBIBYTE;

/**
 * Security Hub's BatchImportFindings, for the default product of each account and region. It counts as enabled everywhere.
 *
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html
 */
export function securityHubService(cloud: RunningCloud, gate: Gatekeeping, follow: Follow): AwsService {
  const hub = new Hub();
  return {
    handle: async (request) => {
      try {
        return await batchImport({ cloud, gate, follow, hub }, request);
      } catch (error) {
        if (error instanceof ServiceError) return errorResponse(error);
        throw error;
      }
    },
    largestBody: LARGEST_BODY,
    tooLarge: () => errorResponse(requestEntityTooLarge(LARGEST_BODY)),
  };
}

interface SecurityHub {
  readonly cloud: RunningCloud;
  readonly gate: Gatekeeping;
  readonly follow: Follow;
  readonly hub: Hub;
}

async function batchImport(
  { cloud, gate, follow, hub }: SecurityHub,
  request: AwsRequest,
): Promise<AwsResponse> {
  if (request.method !== "POST" || request.path !== "/findings/import")
    throw notImplemented(`${request.method} ${request.path} of Security Hub`);
  const caller = callerOf(request, gate, CODES);
  const findings = findingsIn(request.body);
  const productArns = [...new Set(findings.map((finding) => requiredTextIn(finding, "ProductArn")))];
  const injected = faultOf(cloud, caller, productArns[0] ?? "");
  if (injected?.kind === "error") throw faultError(injected.fault);
  for (const resource of productArns) admit({ caller, request, action: ACTION, resource }, gate, CODES);
  if (injected?.kind === "entry")
    return answered(
      findings.map((finding) => failed(finding, INTERNAL)),
      0,
    );
  const region = request.signature?.region ?? "us-east-1";
  const { accountId } = caller;
  const productArn = defaultProductArn({ accountId, region });
  const failures = await follow(ACTION, caller, (parts) => {
    const answer = findings.flatMap((finding) => {
      const result = hub.import(finding, { accountId, productArn });
      if (!result.success) return [failed(finding, result.error)];
      if (result.imported !== undefined) parts.imports.push(result.imported);
      return [];
    });
    return Promise.resolve({ answer });
  });
  return spoiled(answered(failures, findings.length - failures.length), injected);
}

function findingsIn(body: string): readonly JsonObject[] {
  const input = parseJson(body);
  const findings = isObject(input) ? listIn(input, "Findings") : [];
  if (findings.length === 0 || findings.length > MOST_FINDINGS || !findings.every(isObject))
    throw new ServiceError(
      "InvalidInputException",
      400,
      `Findings is a list of 1 to ${MOST_FINDINGS} findings`,
    );
  return findings;
}

function faultOf(cloud: RunningCloud, caller: KnownCaller, resource: string): AnswerFault | undefined {
  const { accountId } = caller;
  const asked = { service: "securityhub", call: "BatchImportFindings", account: accountId } as const;
  return answerFaultOf({ faults: cloud.faults, caller, asked, action: ACTION, resource });
}

/** @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/CommonErrors.html */
function faultError({ kind }: ErrorFault | RegionFault): ServiceError {
  switch (kind) {
    case "AccessDenied":
      return new ServiceError(CODES.denied, 403, "the scenario injects AccessDenied");
    case "SlowDown":
      return new ServiceError("LimitExceededException", 429, "Rate exceeded");
    case "ServiceUnavailable":
      return new ServiceError(kind, 503, "The request has failed due to a temporary failure of the server.");
    default:
      return new ServiceError("InternalException", 500, "Internal server error.");
  }
}

interface Failure {
  readonly code: string;
  readonly message: string;
}

const INTERNAL: Failure = { code: "InternalError", message: "The finding could not be processed." };

const failed = (finding: JsonObject, { code, message }: Failure) => ({
  Id: finding["Id"],
  ErrorCode: code,
  ErrorMessage: message,
});

function answered(failures: readonly object[], imported: number): AwsResponse {
  const output = { FailedCount: failures.length, SuccessCount: imported, FailedFindings: failures };
  return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(output) };
}

function errorResponse({ code, status, message }: ServiceError): AwsResponse {
  return {
    status,
    headers: { "content-type": "application/json", "x-amzn-errortype": code },
    body: JSON.stringify({ Code: code, Message: message }),
  };
}
