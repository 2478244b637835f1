import { SIZE_LIMITS } from "@security-auto/events";
import { parseArn } from "@security-auto/iam-policy";
import type { AwsRequest } from "../http/aws-request";
import type { AwsResponse } from "../http/aws-response";
import type { AwsService } from "../http/aws-server";
import { MEBIBYTE, requestEntityTooLarge } from "../http/too-large";
import { notImplemented, ServiceError } from "../http/service-error";
import { type AnswerFault, answerFaultOf, spoiled } from "../service/answer-fault";
import type { Follow } from "../service/call-trace";
import type { KnownCaller } from "../identity/caller";
import { admit, callerOf, type Gatekeeping, type RefusalCodes } from "../identity/admit";
import type { RunningCloud } from "../state/running-cloud";
import { documentOf, element, type Xml } from "../xml/write-xml";
import { publish } from "./publish";
import { TOPIC_READS } from "./read-topics";

const CODES: RefusalCodes = {
  unsigned: "MissingAuthenticationToken",
  unknownKey: "InvalidClientTokenId",
  expired: "ExpiredToken",
  denied: "AuthorizationError",
};

const NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";
const ACTION = "sns:Publish";

/**
 * SNS's Publish over HTTP, and the calls that read topics, in the query protocol.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
export function snsService(cloud: RunningCloud, gate: Gatekeeping, follow: Follow): AwsService {
  return {
    handle: async (request) => {
      try {
        const name = new URLSearchParams(request.body).get("Action") ?? "";
        const { result, injected } = await answer(cloud, gate, follow, request);
        const metadata = element("ResponseMetadata", [element("RequestId", request.requestId)]);
        const response = xml(200, `${name}Response`, [element(`${name}Result`, result), metadata]);
        return spoiled(response, injected);
      } catch (error) {
        if (error instanceof ServiceError) return errorResponse(error, request);
        throw error;
      }
    },
    // A message in the encoding of forms takes three times its size at most.
    largestBody: MEBIBYTE,
    tooLarge: (request) => errorResponse(requestEntityTooLarge(MEBIBYTE), request),
  };
}

function errorResponse({ code, status, message }: ServiceError, { requestId }: AwsRequest): AwsResponse {
  const error = [
    element("Type", status < 500 ? "Sender" : "Receiver"),
    element("Code", code),
    element("Message", message),
  ];
  return xml(status, "ErrorResponse", [element("Error", error), element("RequestId", requestId)]);
}

async function answer(
  cloud: RunningCloud,
  gate: Gatekeeping,
  follow: Follow,
  request: AwsRequest,
): Promise<{ readonly result: readonly Xml[]; readonly injected?: AnswerFault | undefined }> {
  const parameters = new URLSearchParams(request.body);
  const name = parameters.get("Action");
  const caller = callerOf(request, gate, CODES);
  const read = TOPIC_READS.get(name ?? "");
  if (read !== undefined) {
    const permit = (action: string, resource: string) => {
      admit({ caller, request, action, resource }, gate, CODES);
    };
    const region = request.signature?.region ?? "us-east-1";
    return { result: read(cloud.resources, { accountId: caller.accountId, region, parameters, permit }) };
  }
  if (name !== "Publish") throw notImplemented(`the call ${name ?? ""} of SNS`);
  const arn = parameters.get("TopicArn") ?? "";
  const message = parameters.get("Message") ?? "";
  const subject = parameters.get("Subject");
  if (message === "") throw invalid("Empty message");
  if (Buffer.byteLength(message) > SIZE_LIMITS.snsMessage) throw invalid("Message too long");
  const unknown = [...parameters.keys()].find((key) => !KNOWN.has(key) && !ATTRIBUTE.test(key));
  if (unknown !== undefined) throw notImplemented(`the parameter ${unknown} of Publish`);
  const injected = injectFault(cloud, caller, arn);
  admit({ caller, request, action: ACTION, resource: arn }, gate, CODES);
  const topic = cloud.resources.topics.get(arn);
  if (topic === undefined) throw new ServiceError("NotFound", 404, "Topic does not exist");
  await follow(ACTION, caller, async (parts, chain) => {
    await publish(cloud, topic, { body: message, chain, ...(subject !== null && { subject }) }, parts);
    return { answer: undefined };
  });
  return { result: [element("MessageId", request.requestId)], injected };
}

/**
 * What is to happen to the answer on its way.
 *
 * @throws ServiceError in place of an answer
 */
function injectFault(cloud: RunningCloud, caller: KnownCaller, arn: string): AnswerFault | undefined {
  const { accountId = caller.accountId, resource = "" } = parseArn(arn) ?? {};
  const injected = answerFaultOf({
    faults: cloud.faults,
    caller,
    asked: { service: "sns", call: "Publish", account: accountId, topic: resource },
    action: ACTION,
    resource: arn,
  });
  if (injected?.kind !== "error") return injected;
  switch (injected.fault.kind) {
    case "AccessDenied":
      throw new ServiceError(CODES.denied, 403, "the scenario injects AccessDenied");
    case "SlowDown":
      throw new ServiceError("Throttled", 429, "Rate exceeded");
    case "ServiceUnavailable":
      throw new ServiceError(
        "ServiceUnavailable",
        503,
        "The request has failed due to a temporary failure of the server.",
      );
    default:
      throw new ServiceError(
        "InternalError",
        500,
        "The request processing has failed because of an unknown error.",
      );
  }
}

/** Parameters of message attributes. Subscriptions without a filter policy receive every message, so that they change nothing here. */
const ATTRIBUTE = /^MessageAttributes\.entry\.\d+\.(?:Name|Value\.(?:DataType|StringValue))$/;

const KNOWN = new Set(["Action", "Version", "TopicArn", "Message", "Subject"]);

function invalid(reason: string): ServiceError {
  return new ServiceError("InvalidParameter", 400, `Invalid parameter: ${reason}`);
}

function xml(status: number, name: string, content: readonly Xml[]): AwsResponse {
  const body = documentOf(element(name, content, { xmlns: NAMESPACE }));
  return { status, headers: { "content-type": "text/xml" }, body };
}
