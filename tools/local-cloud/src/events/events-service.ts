import { compilePattern } from "@security-auto/event-pattern";
import { SIZE_LIMITS } from "@security-auto/events";
import { parseArn, regionalArn } from "@security-auto/iam-policy";
import type { CallParts } from "../cloudtrail/trail";
import { defaultBus } from "./default-bus";
import type { AwsService } from "../http/aws-server";
import { type JsonCall, type JsonOperation, jsonService } from "../service/json-service";
import { numberIn, pageOf, requiredTextIn, textIn } from "../http/read-input";
import { ServiceError } from "../http/service-error";
import type { Gatekeeping } from "../identity/admit";
import { isObject, parseJson } from "../core/json";
import type { RunningCloud } from "../state/running-cloud";
import { busArnOf, busNameOf, existingBus } from "./bus-of-call";
import type { EventBus, Rule } from "../state/event-bus";
import { ruleOf, ruleOperations } from "./rule-operations";
import { type PutEvents, putEvents } from "./put-events";

const MOST_ON_A_PAGE = 100;

/**
 * The calls of EventBridge on buses and rules, and PutEvents.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Operations.html
 */
export function eventsService(
  cloud: RunningCloud,
  gate: Gatekeeping,
  { follow, trail }: CallParts,
): AwsService {
  const { resources } = cloud;
  const put: PutEvents = { cloud, gate, follow };
  const operations: Readonly<Record<string, JsonOperation>> = {
    PutEvents: (call) => putEvents(put, call),
    DescribeEventBus: (call) => {
      const arn = busArnOf(call, textIn(call.input, "Name"));
      call.permit("events:DescribeEventBus", arn);
      return describeBus(existingBus(cloud, arn), cloud);
    },
    ListEventBuses: (call) => {
      const { accountId } = call.caller;
      call.permit("events:ListEventBuses", "*");
      const prefix = textIn(call.input, "NamePrefix") ?? "";
      const own = [...resources.buses.values(), defaultBus(resources, accountId, call.region)];
      const buses = [...new Set(own)].filter(
        ({ arn, name }) => isAt(arn, accountId, call.region) && name.startsWith(prefix),
      );
      return paged(
        call,
        "EventBuses",
        buses.map((bus) => describeBus(bus, cloud)),
      );
    },
    ListRules: (call) => {
      const bus = busArnOf(call, textIn(call.input, "EventBusName"));
      call.permit("events:ListRules", rulesOn(call, bus));
      const prefix = textIn(call.input, "NamePrefix") ?? "";
      const rules = resources.rules.filter(({ busArn, name }) => busArn === bus && name.startsWith(prefix));
      return paged(call, "Rules", rules.map(describeRule));
    },
    DescribeRule: (call) => describeRule(ruleOf(cloud, call, "DescribeRule", "Name")),
    ListTargetsByRule: (call) => {
      const { targets } = ruleOf(cloud, call, "ListTargetsByRule", "Rule");
      return paged(
        call,
        "Targets",
        targets.map(({ described }) => described),
      );
    },
    ...ruleOperations(cloud, trail),
    TestEventPattern: (call) => {
      call.permit("events:TestEventPattern", "*");
      return {
        Result: testPattern(requiredTextIn(call.input, "EventPattern"), requiredTextIn(call.input, "Event")),
      };
    },
  };
  return jsonService({
    target: "AWSEvents",
    version: "1.1",
    operations,
    gate,
    largestBody: 8 * SIZE_LIMITS.eventBridgeEvent,
  });
}

function paged(call: JsonCall, name: string, all: readonly unknown[]) {
  const { page, next } = pageOf(
    all,
    textIn(call.input, "NextToken"),
    numberIn(call.input, "Limit") ?? MOST_ON_A_PAGE,
  );
  return { [name]: page, ...(next !== undefined && { NextToken: next }) };
}

function isAt(arn: string, accountId: string, region: string): boolean {
  const parsed = parseArn(arn);
  return parsed?.accountId === accountId && parsed.region === region;
}

function describeBus({ name, arn }: EventBus, { resources }: RunningCloud) {
  const policy = resources.policies.of(arn)?.document;
  return { Name: name, Arn: arn, ...(policy !== undefined && { Policy: JSON.stringify(policy) }) };
}

/** All rules of a bus; those of the default bus have no bus in their ARN. */
function rulesOn({ caller, region }: JsonCall, busArn: string): string {
  const bus = busNameOf(busArn);
  const { accountId = caller.accountId } = parseArn(busArn) ?? {};
  return regionalArn("events", { region, accountId }, bus === "default" ? "rule/*" : `rule/${bus}/*`);
}

function describeRule({ name, arn, busArn, enabled, description, text }: Rule) {
  return {
    Name: name,
    Arn: arn,
    EventPattern: text,
    State: enabled ? "ENABLED" : "DISABLED",
    ...(description !== undefined && { Description: description }),
    EventBusName: busNameOf(busArn),
  };
}

function testPattern(pattern: string, event: string): boolean {
  const value = parseJson(event);
  if (!isObject(value)) throw new ServiceError("ValidationException", 400, "Parameter Event is not valid.");
  const compiled = compilePattern(parseJson(pattern));
  if (compiled.success) return compiled.data.matches(value);
  const { path, reason } = compiled.error;
  throw new ServiceError(
    "InvalidEventPatternException",
    400,
    `Event pattern is not valid. Reason: ${path}: ${reason}`,
  );
}
