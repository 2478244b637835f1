import { compilePattern } from "@security-auto/event-pattern";
import { parseArn, ruleArn } from "@security-auto/iam-policy";
import { objectOf, objectsOf, stringOf } from "../assembly/properties";
import type { TemplateResource } from "../assembly/template-resource";
import { canReceive } from "../delivery/deliver";
import { readTarget } from "../events/read-target";
import type { Target } from "../state/event-bus";
import type { JsonObject } from "../core/json";
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

function targetOf(resource: TemplateResource, described: JsonObject): Target {
  const read = readTarget(described);
  if (read.success) return read.data;
  throw resource.error("Targets", read.error);
}
