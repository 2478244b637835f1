import type { Place } from "./place";
import { CALLS_OF, callNamed, holdsEntries } from "../faults/calls";
import {
  type Fault,
  FAULT_SERVICES,
  type FaultKind,
  type FaultRule,
  type FaultService,
  FUNCTION_FAULTS,
  KINDS_OF,
  MOMENTS,
  REGION_FAULTS,
  SLOW_FAULTS,
} from "../faults/fault";

const KEYS = [
  "service",
  "call",
  "account",
  "bucket",
  "bus",
  "topic",
  "queue",
  "function",
  "after",
  "every",
  "times",
  "fault",
];
const FUNCTION_OF: readonly FaultService[] = ["lambda", "logs"];

/** Checks one fault of a scenario. A key it does not know is a mistake: it would be injected into more than was meant. */
export function readFaultRule(rule: Place): FaultRule {
  refuseOthers(rule, KEYS);
  const service = rule.need("service").oneOf(FAULT_SERVICES);
  const fault = readFault(service, rule.need("fault"));
  const call = rule.get("call");
  const account = rule.get("account")?.accountId();
  const bucket = onlyFor(rule, "bucket", service, ["s3"]);
  const bus = onlyFor(rule, "bus", service, ["events"]);
  const topic = onlyFor(rule, "topic", service, ["sns"]);
  const queue = onlyFor(rule, "queue", service, ["sqs"]);
  const functionName = onlyFor(rule, "function", service, FUNCTION_OF);
  const after = rule.get("after")?.count(0);
  const every = rule.get("every")?.count(1);
  const times = rule.get("times")?.count(1);
  return {
    service,
    ...(call !== undefined && { call: readCall(service, fault.kind, call) }),
    ...(account !== undefined && { account }),
    ...(bucket !== undefined && { bucket }),
    ...(bus !== undefined && { bus }),
    ...(topic !== undefined && { topic }),
    ...(queue !== undefined && { queue }),
    ...(functionName !== undefined && { function: functionName }),
    ...(after !== undefined && { after }),
    ...(every !== undefined && { every }),
    ...(times !== undefined && { times }),
    fault,
  };
}

/** A fault is its name, or an object with its name as `kind`. */
function readFault(service: FaultService, place: Place): Fault {
  const isName = typeof place.value === "string";
  const kinds: readonly FaultKind[] = KINDS_OF[service];
  const kind = (isName ? place : place.need("kind")).oneOf(kinds);
  if (!isName) refuseOthers(place, ["kind", ...partsOf(kind)]);
  if (isIn(SLOW_FAULTS, kind)) return { kind, ms: place.need("ms").count(1) };
  if (isIn(REGION_FAULTS, kind)) {
    const region = place.get("region")?.text();
    return { kind, ...(region !== undefined && { region }) };
  }
  if (isIn(FUNCTION_FAULTS, kind)) {
    const ms = place.get("ms")?.count(1);
    return { kind, at: place.get("at")?.oneOf(MOMENTS) ?? "middle", ...(ms !== undefined && { ms }) };
  }
  return { kind };
}

function partsOf(kind: FaultKind): readonly string[] {
  if (isIn(SLOW_FAULTS, kind)) return ["ms"];
  if (isIn(REGION_FAULTS, kind)) return ["region"];
  if (kind === "blocked-loop") return ["at", "ms"];
  return isIn(FUNCTION_FAULTS, kind) ? ["at"] : [];
}

function readCall(service: FaultService, kind: FaultKind, place: Place): string {
  const call = callNamed(service, place.text());
  if (call === undefined)
    return place.fail(`is no call of ${service} here; the calls are ${CALLS_OF[service].join(", ")}`);
  if (kind === "FailedEntry" && !holdsEntries(call))
    return place.fail(`${kind} cannot be injected into it: it holds no entries`);
  if (service === "lambda" && isIn(FUNCTION_FAULTS, kind) !== (call === "Run")) {
    return place.fail(
      `${kind} cannot be injected into it: faults of the process are injected into Run, all others into Invoke`,
    );
  }
  return call;
}

function onlyFor(
  rule: Place,
  key: "bucket" | "bus" | "topic" | "queue" | "function",
  service: FaultService,
  services: readonly FaultService[],
): string | undefined {
  const place = rule.get(key);
  if (place !== undefined && !services.includes(service)) {
    place.fail(`says nothing of a call of ${service}; it is for ${services.join(", ")}`);
  }
  return place?.text();
}

function refuseOthers(place: Place, known: readonly string[]): void {
  for (const [key, value] of place.entries()) {
    if (!known.includes(key)) value.fail(`is no part of a fault; the parts are ${known.join(", ")}`);
  }
}

function isIn<T extends string>(list: readonly T[], value: string): value is T {
  return list.some((each) => each === value);
}
