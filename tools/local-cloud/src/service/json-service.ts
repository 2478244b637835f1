import type { WireFault } from "../faults/fault";
import { type Gatekeeping, admit, callerOf, type RefusalCodes } from "../identity/admit";
import type { KnownCaller } from "../identity/caller";
import { isObject, type JsonObject, parseJson } from "../core/json";
import type { AwsRequest } from "../http/aws-request";
import type { AwsResponse } from "../http/aws-response";
import type { AwsService } from "../http/aws-server";
import { notImplemented, ServiceError } from "../http/service-error";
import { MEBIBYTE, requestEntityTooLarge } from "../http/too-large";

/** A call in a protocol of JSON: who asks for what, of the resources of which account and region. */
export interface JsonCall {
  readonly caller: KnownCaller;
  readonly input: JsonObject;
  readonly request: AwsRequest;
  readonly region: string;
  /** Asks IAM. @throws ServiceError when it does not allow the caller */
  readonly permit: (action: string, resource: string, options?: PermitOptions) => void;
  /** Has something happen to the answer on its way. */
  readonly spoil: (fault: WireFault) => void;
}

export interface PermitOptions {
  /** Condition keys of the service. */
  readonly context?: Readonly<Record<string, string>>;
  /** Whose resource it is. Default: of the account in its ARN. */
  readonly owner?: string;
}

/** Dates become seconds since 1970. */
export type JsonOperation = (call: JsonCall) => JsonObject | Promise<JsonObject>;

export interface JsonServiceOptions {
  /** What `X-Amz-Target` begins with, e.g. `Logs_20140328`; several where programs differ. */
  readonly target: string | readonly string[];
  readonly version: "1.0" | "1.1";
  readonly operations: Readonly<Record<string, JsonOperation>>;
  readonly gate: Gatekeeping;
  readonly largestBody?: number;
}

const CODES: RefusalCodes = {
  unsigned: "MissingAuthenticationTokenException",
  unknownKey: "UnrecognizedClientException",
  expired: "ExpiredTokenException",
  denied: "AccessDeniedException",
};

/**
 * A service that speaks AWS JSON.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function jsonService(options: JsonServiceOptions): AwsService {
  const { version, largestBody = MEBIBYTE } = options;
  const answered = (status: number, output: JsonObject): AwsResponse => ({
    status,
    headers: { "content-type": `application/x-amz-json-${version}` },
    body: JSON.stringify(output, epochSeconds),
  });
  const failed = ({ code, status, message }: ServiceError) => answered(status, { __type: code, message });
  return {
    handle: async (request) => {
      try {
        const { output, spoil } = await run(options, request);
        return { ...answered(200, output), ...(spoil !== undefined && { spoil }) };
      } catch (error) {
        if (error instanceof ServiceError) return failed(error);
        throw error;
      }
    },
    largestBody,
    tooLarge: () => failed(requestEntityTooLarge(largestBody)),
  };
}

async function run(
  { target, operations, gate }: JsonServiceOptions,
  request: AwsRequest,
): Promise<{ readonly output: JsonObject; readonly spoil: WireFault | undefined }> {
  const targets = typeof target === "string" ? [target] : target;
  const asked = request.headers["x-amz-target"] ?? "";
  const dot = asked.lastIndexOf(".");
  const [prefix, name] = [asked.slice(0, dot), asked.slice(dot + 1)];
  const operation =
    targets.includes(prefix) && Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation === undefined) throw notImplemented(`the call ${name} of ${targets[0] ?? ""}`);
  const caller = callerOf(request, gate, CODES);
  const input = request.body === "" ? {} : parseJson(request.body);
  if (!isObject(input)) throw new ServiceError("SerializationException", 400, "the body is no JSON object");
  const region = request.signature?.region ?? "us-east-1";
  let spoil: WireFault | undefined;
  const output = await operation({
    caller,
    input,
    request,
    region,
    permit: (action, resource, options = {}) => {
      admit({ caller, request, action, resource, ...options }, gate, CODES);
    },
    spoil: (fault) => {
      spoil = fault;
    },
  });
  return { output, spoil };
}

/** For `JSON.stringify`, which has made text of a date already when it asks. */
function epochSeconds(this: unknown, key: string, value: unknown): unknown {
  const raw: unknown = isObject(this) ? this[key] : value;
  return raw instanceof Date ? raw.getTime() / 1000 : value;
}
