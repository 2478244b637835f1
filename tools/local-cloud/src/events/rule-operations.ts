import { compilePattern } from "@security-auto/event-pattern";
import { parseArn, ruleArn } from "@security-auto/iam-policy";
import { recordedOperation } from "../cloudtrail/recorded-operation";
import type { Trail } from "../cloudtrail/trail";
import { at, isObject, type JsonObject, parseJson } from "../core/json";
import { callNamed } from "../faults/calls";
import { listIn, requiredTextIn, textIn } from "../http/read-input";
import { notImplemented, ServiceError } from "../http/service-error";
import { injectFault } from "../service/inject-fault";
import type { JsonCall, JsonOperation } from "../service/json-service";
import type { Rule } from "../state/event-bus";
import type { RunningCloud } from "../state/running-cloud";
import { busArnOf, busNameOf, existingBus } from "./bus-of-call";
import { faultError } from "./fault-error";
import { readTarget } from "./read-target";

const MOST_TARGETS = 5;

/** The rule that a call names, which IAM allows it to access. */
export function ruleOf(cloud: RunningCloud, call: JsonCall, operation: string, key: string): Rule {
  const { rule, bus, name } = permitted(cloud, call, operation, key);
  if (rule !== undefined) return rule;
  const message = `Rule ${name} does not exist on EventBus ${busNameOf(bus)}.`;
  throw new ServiceError("ResourceNotFoundException", 400, message);
}

/**
 * The calls of EventBridge that change rules, each recorded by CloudTrail. Whether the caller may pass a role to a target is not asked.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Operations.html
 */
export function ruleOperations(cloud: RunningCloud, trail: Trail): Readonly<Record<string, JsonOperation>> {
  const operations: Readonly<Record<string, (call: JsonCall) => JsonObject>> = {
    EnableRule: (call) => {
      put(cloud, { ...ruleOf(cloud, call, "EnableRule", "Name"), enabled: true });
      return {};
    },
    DisableRule: (call) => {
      put(cloud, { ...ruleOf(cloud, call, "DisableRule", "Name"), enabled: false });
      return {};
    },
    PutRule: (call) => {
      const rule = putRule(cloud, call);
      put(cloud, rule);
      return { RuleArn: rule.arn };
    },
    DeleteRule: (call) => {
      const { rule } = permitted(cloud, call, "DeleteRule", "Name");
      if (rule === undefined) return {};
      if (rule.targets.length > 0)
        throw new ServiceError("ValidationException", 400, "Rule can't be deleted since it has targets.");
      cloud.resources.rules.splice(cloud.resources.rules.indexOf(rule), 1);
      return {};
    },
    PutTargets: (call) => {
      const rule = ruleOf(cloud, call, "PutTargets", "Rule");
      const targets = new Map(rule.targets.map((target) => [target.id, target]));
      for (const given of listIn(call.input, "Targets")) {
        const read = readTarget(isObject(given) ? given : {});
        if (!read.success) throw new ServiceError("ValidationException", 400, `Targets ${read.error}`);
        targets.set(read.data.id, read.data);
      }
      if (targets.size > MOST_TARGETS) {
        const message = "The requested resource exceeds the maximum number allowed.";
        throw new ServiceError("LimitExceededException", 400, message);
      }
      put(cloud, { ...rule, targets: [...targets.values()] });
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
    RemoveTargets: (call) => {
      const rule = ruleOf(cloud, call, "RemoveTargets", "Rule");
      const ids = listIn(call.input, "Ids");
      const isThere = (id: unknown) => rule.targets.some((target) => target.id === id);
      put(cloud, { ...rule, targets: rule.targets.filter(({ id }) => !ids.includes(id)) });
      const missing = ids.filter((id) => !isThere(id));
      return {
        FailedEntryCount: missing.length,
        FailedEntries: missing.map((id) => ({
          TargetId: id,
          ErrorCode: "ResourceNotFoundException",
          ErrorMessage: "The target does not exist.",
        })),
      };
    },
  };
  const recorded = Object.entries(operations).map(
    ([name, run]) => [name, recordedOperation(trail, "events", name, run)] as const,
  );
  return Object.fromEntries(recorded);
}

function permitted({ resources, faults }: RunningCloud, call: JsonCall, operation: string, key: string) {
  const name = requiredTextIn(call.input, key);
  const bus = busArnOf(call, textIn(call.input, "EventBusName"));
  const { accountId = call.caller.accountId } = parseArn(bus) ?? {};
  const arn = ruleArn({ region: call.region, accountId, busName: busNameOf(bus), name });
  const action = `events:${operation}`;
  if (callNamed("events", operation) !== undefined) {
    const asked = { service: "events", call: operation, account: accountId, bus: busNameOf(bus) } as const;
    injectFault(call, { faults, asked, action, resource: arn, errorOf: faultError });
  }
  call.permit(action, arn);
  const rule = resources.rules.find((each) => each.busArn === bus && each.name === name);
  return { rule, bus, arn, name };
}

function put({ resources: { rules } }: RunningCloud, rule: Rule): void {
  const index = rules.findIndex(({ arn }) => arn === rule.arn);
  rules.splice(index === -1 ? rules.length : index, index === -1 ? 0 : 1, rule);
}

/** What is not said of a rule that there is gets lost, but its targets. */
function putRule(cloud: RunningCloud, call: JsonCall): Rule {
  const { rule, bus, arn, name } = permitted(cloud, call, "PutRule", "Name");
  if (textIn(call.input, "ScheduleExpression") !== undefined)
    throw notImplemented("rules that run on a schedule");
  const { accountId } = existingBus(cloud, bus);
  const text = requiredTextIn(call.input, "EventPattern");
  const compiled = compilePattern(parseJson(text));
  if (!compiled.success) {
    const { path, reason } = compiled.error;
    const message = `Event pattern is not valid. Reason: ${path}: ${reason}`;
    throw new ServiceError("InvalidEventPatternException", 400, message);
  }
  const description = textIn(call.input, "Description");
  return {
    name,
    arn,
    busArn: bus,
    accountId,
    enabled: at(call.input, "State") !== "DISABLED",
    ...(description !== undefined && { description }),
    text,
    pattern: compiled.data,
    targets: rule?.targets ?? [],
  };
}
