import { compilePattern } from "@security-auto/event-pattern";
import { parseArn, ruleArn } from "@security-auto/iam-policy";
import { objectOf, objectsOf, stringOf } from "../assembly/properties";
import type { TemplateResource } from "../assembly/template-resource";
import { canReceive } from "../delivery/deliver";
import type { Target, TargetInput } from "../state/event-bus";
import { at, isObject, type JsonObject } from "../core/json";
import { checkRule } from "./check-rule";
import { notRun, type ResourceHandler } from "./resource-handler";

/** `EventBusName` may be a name or an ARN. */
function busNameOf(resource: TemplateResource): string {
  const bus = stringOf(resource, "EventBusName") ?? "default";
  return parseArn(bus)?.resource.replace(/^event-bus\//, "") ?? bus;
}

const nameOf = (resource: TemplateResource): string => resource.physicalName("Name");
const arnOf = (resource: TemplateResource): string =>
  ruleArn({ ...resource.home, busName: busNameOf(resource), name: nameOf(resource) });

function busArnOf(resource: TemplateResource): string {
  const { region, account } = resource.stack;
  return `arn:${resource.partition}:events:${region}:${account}:event-bus/${busNameOf(resource)}`;
}

export const eventsRule: ResourceHandler = {
  type: "AWS::Events::Rule",
  ref: (resource) => {
    const bus = busNameOf(resource);
    return bus === "default" ? nameOf(resource) : `${bus}|${nameOf(resource)}`;
  },
  attributes: { Arn: arnOf },
  create(resource, cloud) {
    const pattern = objectOf(resource, "EventPattern");
    if (pattern === undefined) {
      cloud.notRun.push(notRun(resource, "it runs on a schedule, and the local cloud has no clock"));
      return;
    }
    const compiled = compilePattern(pattern);
    if (!compiled.success) {
      throw resource.error("EventPattern", `is invalid at ${compiled.error.path}: ${compiled.error.reason}`);
    }
    const described = objectsOf(resource, "Targets");
    checkRule(resource, pattern, described);
    const targets = described.map((target) => targetOf(resource, target));
    for (const { id, arn } of targets.filter(({ arn }) => !canReceive(arn))) {
      cloud.notRun.push(notRun(resource, `its target ${id} is ${arn}`));
    }
    const busArn = busArnOf(resource);
    const description = stringOf(resource, "Description");
    cloud.rules.push({
      name: nameOf(resource),
      arn: arnOf(resource),
      busArn,
      accountId: resource.stack.account,
      enabled: stringOf(resource, "State") !== "DISABLED",
      ...(description !== undefined && { description }),
      text: JSON.stringify(pattern),
      pattern: compiled.data,
      targets,
    });
    if (busNameOf(resource) === "default") {
      cloud.buses.set(busArn, { name: "default", arn: busArn, accountId: resource.stack.account });
    }
  },
};

/** Of a target without a retry policy; the same number is the largest. */
const DEFAULT_RETRIES = 185;

function targetOf(resource: TemplateResource, target: JsonObject): Target {
  const arn = target["Arn"];
  if (typeof arn !== "string") throw resource.error("Targets", "has a target without an Arn");
  const roleArn = target["RoleArn"];
  const deadLetterArn = at(target, "DeadLetterConfig", "Arn");
  const retries = at(target, "RetryPolicy", "MaximumRetryAttempts");
  return {
    id: String(target["Id"]),
    arn,
    ...(typeof roleArn === "string" && { roleArn }),
    ...(typeof deadLetterArn === "string" && { deadLetterArn }),
    retries: typeof retries === "number" ? retries : DEFAULT_RETRIES,
    input: inputOf(resource, target),
    described: target,
  };
}

function inputOf(resource: TemplateResource, target: JsonObject): TargetInput {
  const constant = target["Input"];
  const path = target["InputPath"];
  const transformer = target["InputTransformer"];
  if (typeof constant === "string") return { kind: "constant", json: constant };
  if (typeof path === "string") return { kind: "path", path };
  if (!isObject(transformer)) return { kind: "event" };
  const template = transformer["InputTemplate"];
  if (typeof template !== "string")
    throw resource.error("Targets", "has an input transformer without a template");
  const paths = transformer["InputPathsMap"];
  const entries = Object.entries(isObject(paths) ? paths : {});
  return {
    kind: "transformer",
    template,
    paths: Object.fromEntries(entries.map(([name, path]) => [name, String(path)] as const)),
  };
}
