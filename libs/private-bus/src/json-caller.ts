import { type Fields, fieldsOf } from "./answer";
import { jsonSender, type JsonSenderOptions } from "./json-sender";
import { type Tried, tried } from "./retries";

/**
 * Calls one operation of a service that speaks AWS JSON 1.1; what may pass is tried again by the SDK's own rules. An error is named by the
 * service's code for it.
 *
 * @example
 * ```ts
 * const describe = jsonCaller({ service: "organizations", target: "AWSOrganizationsV20161128.DescribeAccount", ...where });
 * const answer = await describe({ AccountId: "111122223333" }, signal);
 * if (!answer.success) console.log(answer.error.name);
 * ```
 */
export function jsonCaller(options: JsonSenderOptions): JsonCaller {
  const { send } = jsonSender(options);
  return (input, signal) => tried(async () => fieldsOf(await send(input, signal)), signal);
}

/** @throws the signal's reason when it was aborted */
export type JsonCaller = (input: object, signal: AbortSignal) => Promise<Tried<Fields>>;
