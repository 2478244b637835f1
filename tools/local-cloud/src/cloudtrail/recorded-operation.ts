import { isObject, type JsonObject } from "../core/json";
import { ServiceError } from "../http/service-error";
import type { JsonCall, JsonOperation } from "../service/json-service";
import type { Trail } from "./trail";

/** Has CloudTrail record a call that changes something, whether it worked or not. */
export function recordedOperation(
  trail: Trail,
  service: string,
  name: string,
  run: (call: JsonCall) => JsonObject,
): JsonOperation {
  return (call) =>
    recordedCall(trail, { ...call, service, name, parameters: inCamelCase(call.input) }, () => run(call));
}

export interface CallToRecord extends Pick<JsonCall, "request" | "caller" | "region"> {
  readonly service: string;
  readonly name: string;
  readonly parameters: JsonObject;
}

/** What stops a trail is still recorded by it. */
export function recordedCall<T>(trail: Trail, call: CallToRecord, run: () => T): T {
  const { request, caller, region, service, name, parameters } = call;
  const write = {
    request,
    caller,
    service,
    name,
    parameters,
    wasLogged: trail.logsWrites(caller.accountId, region),
  };
  try {
    const output = run();
    trail.record(write);
    return output;
  } catch (error) {
    if (error instanceof ServiceError)
      trail.record({ ...write, errorCode: error.code, errorMessage: error.message });
    throw error;
  }
}

/** CloudTrail writes the members of an input with a small first letter, at every level. */
export function inCamelCase(input: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => [key.charAt(0).toLowerCase() + key.slice(1), inside(value)]),
  );
}

function inside(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inside);
  return isObject(value) ? inCamelCase(value) : value;
}
