import { randomUUID } from "node:crypto";
import type { Follow } from "../service/call-trace";
import { parseArn } from "@security-auto/iam-policy";
import { answerFaultOf } from "../service/answer-fault";
import type { JsonCall } from "../service/json-service";
import { listIn, requiredTextIn, textIn } from "../http/read-input";
import { ServiceError } from "../http/service-error";
import { decideCall, recordCall } from "../identity/decide-call";
import type { Gatekeeping } from "../identity/admit";
import { isObject, type JsonObject, parseJson } from "../core/json";
import type { RunningCloud } from "../state/running-cloud";
import { acceptEvent } from "./accept-event";
import { busArnOf, busNameOf, existingBus } from "./bus-of-call";
import { eventKeys } from "./event-keys";
import { faultError } from "./fault-error";
import { routeEvent } from "./route-event";

export interface PutEvents {
  readonly cloud: RunningCloud;
  readonly gate: Gatekeeping;
  readonly follow: Follow;
}

const MOST_ENTRIES = 10;
const ACTION = "events:PutEvents";

interface Failed {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

/**
 * PutEvents of a program: each entry by itself, and none in the name of AWS.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export async function putEvents(put: PutEvents, call: JsonCall): Promise<JsonObject> {
  const entries = listIn(call.input, "Entries");
  if (entries.length === 0 || entries.length > MOST_ENTRIES) {
    const message = `Value at 'entries' failed to satisfy constraint: Member must have length from 1 to ${MOST_ENTRIES}`;
    throw new ServiceError("ValidationException", 400, message);
  }
  if (injectFault(put, call, entries[0])) {
    const failed = { ErrorCode: "InternalFailure", ErrorMessage: "The entry could not be processed." };
    return { FailedEntryCount: entries.length, Entries: entries.map(() => failed) };
  }
  const answers: JsonObject[] = [];
  for (const entry of entries) answers.push(await putEntry(put, call, isObject(entry) ? entry : {}));
  return { FailedEntryCount: answers.filter((answer) => "ErrorCode" in answer).length, Entries: answers };
}

/**
 * Injects the fault of a call, if it has one. The bus of the first entry counts as the one that is called.
 *
 * @returns whether EventBridge accepts none of the entries
 * @throws ServiceError when the whole call fails
 */
function injectFault({ cloud }: PutEvents, call: JsonCall, entry: unknown): boolean {
  const resource = busArnOf(call, isObject(entry) ? textIn(entry, "EventBusName") : undefined);
  const { accountId = call.caller.accountId } = parseArn(resource) ?? {};
  const injected = answerFaultOf({
    faults: cloud.faults,
    caller: call.caller,
    asked: { service: "events", call: "PutEvents", account: accountId, bus: busNameOf(resource) },
    action: ACTION,
    resource,
  });
  if (injected?.kind === "error") throw faultError(injected.fault);
  if (injected?.kind === "wire") call.spoil(injected.fault);
  return injected?.kind === "entry";
}

async function putEntry(
  { cloud, gate, follow }: PutEvents,
  call: JsonCall,
  entry: JsonObject,
): Promise<JsonObject> {
  const { caller, request, region } = call;
  const arn = busArnOf(call, textIn(entry, "EventBusName"));
  const bus = existingBus(cloud, arn);
  const event = eventOf(entry, caller.accountId, region);
  if ("ErrorCode" in event) return { ...event };
  const policy = cloud.resources.policies.of(arn);
  const asked = {
    caller,
    request,
    action: ACTION,
    resource: arn,
    resourceAccount: bus.accountId,
    ...(policy !== undefined && { resourcePolicy: policy }),
    context: eventKeys(event, { forwarded: false }),
  };
  const decision = decideCall(asked, gate);
  recordCall(asked, decision);
  if (decision.decision !== "allowed") {
    const message = `User: ${caller.arn} is not authorized to perform: ${ACTION} on resource: ${arn}`;
    throw new ServiceError("AccessDeniedException", 400, message);
  }
  const accepted = acceptEvent(event);
  if (!accepted.success) return { ErrorCode: "InvalidArgument", ErrorMessage: accepted.error };
  // EventBridge answers when it has the event, and delivers it afterwards.
  await follow(ACTION, caller, (parts, chain) =>
    Promise.resolve({
      answer: undefined,
      ended: routeEvent(cloud, bus, accepted.data, chain).then((trace) => {
        parts.followUps.push(trace);
      }),
    }),
  );
  return { EventId: event.id };
}

function eventOf(entry: JsonObject, account: string, region: string) {
  const source = requiredTextIn(entry, "Source");
  const detail = parseJson(requiredTextIn(entry, "Detail"));
  if (source.startsWith("aws.")) {
    return failed(
      "NotAuthorizedForSourceException",
      `Not authorized for the source ${source}: it is AWS's own.`,
    );
  }
  if (!isObject(detail)) return failed("MalformedDetail", "Detail is malformed.");
  return {
    version: "0",
    id: randomUUID() as string,
    "detail-type": requiredTextIn(entry, "DetailType"),
    source,
    account,
    time: `${new Date().toISOString().slice(0, 19)}Z`,
    region,
    resources: listIn(entry, "Resources"),
    detail,
  };
}

function failed(ErrorCode: string, ErrorMessage: string): Failed {
  return { ErrorCode, ErrorMessage };
}
