import { SIZE_LIMITS } from "@security-auto/events";
import { parseArn, partitionOf, queueArn, regionalArn, urlSuffixOf } from "@security-auto/iam-policy";
import { callNamed } from "../faults/calls";
import type { WireFault } from "../faults/fault";
import type { AwsRequest } from "../http/aws-request";
import type { AwsResponse } from "../http/aws-response";
import type { AwsService } from "../http/aws-server";
import { MEBIBYTE } from "../http/too-large";
import { notImplemented, ServiceError } from "../http/service-error";
import { admit, callerOf, type Gatekeeping, type RefusalCodes } from "../identity/admit";
import type { KnownCaller } from "../identity/caller";
import { at, type JsonObject, parseJson } from "../core/json";
import type { RunningCloud } from "../state/running-cloud";
import { type AnswerFault, answerFaultOf } from "../service/answer-fault";
import { recordedCall } from "../cloudtrail/recorded-operation";
import type { CallParts, Trail } from "../cloudtrail/trail";
import { queueUrl } from "./queue-url";
import type { Queue } from "../state/queue";
import { arrive, moveToDeadLetters } from "./arrive";
import { QUEUE_OPERATIONS } from "./queue-operations";
import { messageTooLong, requiredText } from "./sqs-input";

const CODES: RefusalCodes = {
  unsigned: "MissingAuthenticationToken",
  unknownKey: "InvalidClientTokenId",
  expired: "ExpiredToken",
  denied: "AccessDenied",
};

const TARGET_PREFIX = "AmazonSQS.";
const JSON_TYPE = "application/x-amz-json-1.0";

/**
 * SQS over HTTP, in the AWS JSON 1.0 protocol.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-json.html
 */
export function sqsService(cloud: RunningCloud, gate: Gatekeeping, parts: CallParts): AwsService {
  return {
    handle: async (request) => {
      try {
        const { output, spoil } = await answer(cloud, gate, parts, request);
        return { ...response(200, output), ...(spoil !== undefined && { spoil }) };
      } catch (error) {
        if (error instanceof ServiceError) return errorResponse(error);
        throw error;
      }
    },
    // JSON writes a character with six at most.
    largestBody: 6 * SIZE_LIMITS.sqsMessage + MEBIBYTE,
    tooLarge: () => errorResponse(messageTooLong()),
  };
}

interface Answer {
  readonly output: JsonObject | undefined;
  readonly spoil?: WireFault;
}

async function answer(
  cloud: RunningCloud,
  gate: Gatekeeping,
  { follow, trail }: CallParts,
  request: AwsRequest,
): Promise<Answer> {
  const target = request.headers["x-amz-target"] ?? "";
  const name = target.startsWith(TARGET_PREFIX) ? target.slice(TARGET_PREFIX.length) : undefined;
  if (name === undefined) throw notImplemented("SQS's query protocol; current SDKs speak JSON");
  const caller = callerOf(request, gate, CODES);
  const input = parseJson(request.body);
  if (name === "GetQueueUrl") return { output: getQueueUrl(cloud, gate, { request, caller, input }) };
  if (name === "ListQueues") return { output: listQueues(cloud, gate, { request, caller, input }) };
  if (name === "DeleteQueue") {
    deleteQueue(cloud, gate, trail, { request, caller, input });
    return { output: undefined };
  }
  const operation = QUEUE_OPERATIONS.get(name);
  if (operation === undefined) throw notImplemented(`the call ${name} of SQS`);
  const arn = arnAt(requiredText(input, "QueueUrl"), request);
  const injected = injectFault(cloud, caller, operation.action, arn);
  admit({ caller, request, action: operation.action, resource: arn }, gate, CODES);
  const queue = existing(cloud, arn);
  const sending = { senderId: caller.principalId, refusesEntries: injected?.kind === "entry" };
  const { output, changed, sent = [], exhausted = [] } = operation.run(queue, input, sending);
  const spoil = injected?.kind === "wire" ? { spoil: injected.fault } : {};
  if (!changed) return { output, ...spoil };
  const answered = await follow(operation.action, caller, async (parts, chain) => {
    parts.messages.push(...sent.map(({ trace }) => trace));
    if (exhausted.length > 0) await moveToDeadLetters(cloud, queue, exhausted, chain, parts);
    const ids = sent.map(({ id }) => id);
    return { answer: output, ended: arrive(cloud, queue, ids, chain, parts) };
  });
  return { output: answered, ...spoil };
}

/**
 * What is to happen to a call of a program.
 *
 * @throws ServiceError in place of an answer
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html
 */
function injectFault(
  { faults }: RunningCloud,
  caller: KnownCaller,
  action: string,
  resource: string,
): AnswerFault | undefined {
  const call = callNamed("sqs", action.slice("sqs:".length));
  if (call === undefined) return undefined;
  const { accountId = caller.accountId, resource: queue = "" } = parseArn(resource) ?? {};
  const asked = { service: "sqs", call, account: accountId, queue } as const;
  const injected = answerFaultOf({ faults, caller, asked, action, resource });
  if (injected?.kind !== "error") return injected;
  switch (injected.fault.kind) {
    case "AccessDenied":
      throw new ServiceError(CODES.denied, 403, "the scenario injects AccessDenied");
    case "SlowDown":
      throw new ServiceError("RequestThrottled", 400, "The request was denied due to request throttling.");
    case "ServiceUnavailable":
      throw new ServiceError("ServiceUnavailable", 503, "The service is temporarily unavailable.");
    default:
      throw new ServiceError("InternalError", 500, "An internal error occurred.");
  }
}

interface Asked {
  readonly request: AwsRequest;
  readonly caller: KnownCaller;
  readonly input: unknown;
}

/** CloudTrail shows the address that the queue has in AWS. */
function deleteQueue(
  cloud: RunningCloud,
  gate: Gatekeeping,
  trail: Trail,
  { request, caller, input }: Asked,
): void {
  const arn = arnAt(requiredText(input, "QueueUrl"), request);
  const { region = "", accountId = "", resource: name = "" } = parseArn(arn) ?? {};
  const url = queueUrl({ region, accountId, name, urlSuffix: urlSuffixOf(partitionOf(region)) });
  const call = {
    request,
    caller,
    region,
    service: "sqs",
    name: "DeleteQueue",
    parameters: { queueUrl: url },
  };
  recordedCall(trail, call, () => {
    admit({ caller, request, action: "sqs:DeleteQueue", resource: arn }, gate, CODES);
    existing(cloud, arn);
    cloud.resources.queues.delete(arn);
  });
}

/** The URL is one of this server: SDKs send what is for a queue to its URL. */
function getQueueUrl(cloud: RunningCloud, gate: Gatekeeping, { request, caller, input }: Asked): JsonObject {
  const name = requiredText(input, "QueueName");
  const owner = at(input, "QueueOwnerAWSAccountId");
  const accountId = typeof owner === "string" && owner !== "" ? owner : caller.accountId;
  const path = `/${accountId}/${name}`;
  const arn = arnAt(path, request);
  admit({ caller, request, action: "sqs:GetQueueUrl", resource: arn }, gate, CODES);
  existing(cloud, arn);
  return { QueueUrl: `${request.endpoint}${path}` };
}

function listQueues(
  { resources }: RunningCloud,
  gate: Gatekeeping,
  { request, caller, input }: Asked,
): JsonObject {
  const { accountId } = caller;
  const region = request.signature?.region ?? "us-east-1";
  admit(
    { caller, request, action: "sqs:ListQueues", resource: regionalArn("sqs", { region, accountId }, "*") },
    gate,
    CODES,
  );
  const prefix = at(input, "QueueNamePrefix");
  const names = [...resources.queues.values()]
    .filter(({ arn, name }) => arn === queueArn({ region, accountId, name }))
    .map(({ name }) => name)
    .filter((name) => typeof prefix !== "string" || name.startsWith(prefix));
  return names.length === 0
    ? {}
    : { QueueUrls: names.map((name) => `${request.endpoint}/${accountId}/${name}`) };
}

/** The ARN of the queue that a URL names, in the region the call is signed for. */
function arnAt(url: string, { signature }: AwsRequest): string {
  const [, accountId, name] = /\/(\d{12})\/([\w-]{1,80}(?:\.fifo)?)$/.exec(url) ?? [];
  if (accountId === undefined || name === undefined) {
    throw new ServiceError("InvalidAddress", 400, `The address ${url} is not valid for this endpoint.`);
  }
  return queueArn({ region: signature?.region ?? "us-east-1", accountId, name });
}

function existing({ resources }: RunningCloud, arn: string): Queue {
  const queue = resources.queues.get(arn);
  if (queue !== undefined) return queue;
  throw new ServiceError("QueueDoesNotExist", 400, "The specified queue does not exist.");
}

function response(status: number, output: JsonObject | undefined): AwsResponse {
  return { status, headers: { "content-type": JSON_TYPE }, body: JSON.stringify(output ?? {}) };
}

/** The codes that clients of the older query protocol know, where they differ. */
const QUERY_CODES: Readonly<Record<string, string>> = {
  QueueDoesNotExist: "AWS.SimpleQueueService.NonExistentQueue",
  MessageNotInflight: "AWS.SimpleQueueService.MessageNotInflight",
  UnsupportedOperation: "AWS.SimpleQueueService.UnsupportedOperation",
};

function errorResponse({ code, status, message }: ServiceError): AwsResponse {
  const { headers, ...rest } = response(status, { __type: `com.amazonaws.sqs#${code}`, message });
  const fault = status < 500 ? "Sender" : "Receiver";
  return { ...rest, headers: { ...headers, "x-amzn-query-error": `${QUERY_CODES[code] ?? code};${fault}` } };
}
