import { parseArn } from "@security-auto/iam-policy";
import type { TemplateResource } from "../assembly/template-resource";
import { at, type JsonObject } from "../core/json";

/** As of the default quota; AWS raises it to 4,096 where the account asks for it. */
const LONGEST_PATTERN = 2048;
const MOST_TARGETS = 5;

/** Of the retry policy of a target: the least and the most. */
const RETRY_LIMITS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  MaximumRetryAttempts: [0, 185],
  MaximumEventAgeInSeconds: [60, 86_400],
};

/**
 * Refuses a rule that PutRule or PutTargets refuses: its stack would not deploy.
 *
 * @throws LocalCloudError that names the rule, the target and what to do
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
 */
export function checkRule(
  resource: TemplateResource,
  pattern: JsonObject,
  targets: readonly JsonObject[],
): void {
  const { length } = JSON.stringify(pattern);
  if (length > LONGEST_PATTERN) {
    throw resource.error(
      "EventPattern",
      `has ${length} characters, EventBridge takes ${LONGEST_PATTERN}: shorten it, or split the rule`,
    );
  }
  if (targets.length > MOST_TARGETS) {
    throw resource.error(
      "Targets",
      `has ${targets.length} targets, EventBridge takes ${MOST_TARGETS} a rule: make a second rule for the others`,
    );
  }
  for (const target of targets) {
    const problem = problemOf(resource, target);
    if (problem === undefined) continue;
    throw resource.error("Targets", `has the target ${String(target["Id"])}, which ${problem}`);
  }
}

function problemOf(resource: TemplateResource, target: JsonObject): string | undefined {
  const { service, region, accountId } = parseArn(String(target["Arn"])) ?? {};
  const { region: ownRegion, account: ownAccount } = resource.stack;
  const role = target["RoleArn"];
  const isBus = service === "events";
  const retry = target["RetryPolicy"];
  if (isBus && retry !== undefined) {
    return "is an event bus with a RetryPolicy: EventBridge takes none for a bus, leave it out";
  }
  const outside = Object.entries(RETRY_LIMITS).find(([name, limits]) => !isWithin(at(retry, name), limits));
  if (outside !== undefined) {
    const [name, [least, most]] = outside;
    return `has a RetryPolicy whose ${name} is not from ${least} to ${most}`;
  }
  if (typeof role === "string" && parseArn(role)?.accountId !== ownAccount) {
    return `has a role of another account, ${role}: give it a role of account ${ownAccount}`;
  }
  if (service === undefined || region === undefined || accountId === undefined) return undefined;
  if (accountId !== ownAccount && role === undefined) {
    return `is in account ${accountId} and has no RoleArn: give it a role of account ${ownAccount} that may send to it`;
  }
  if (region === ownRegion) return undefined;
  if (!isBus)
    return `is in ${region}: only an event bus may be in another region than the rule, ${ownRegion}`;
  return role === undefined
    ? `is in ${region} and has no RoleArn: give it a role of account ${ownAccount} that may put events on it`
    : undefined;
}

function isWithin(value: unknown, [least, most]: readonly [number, number]): boolean {
  return value === undefined || (typeof value === "number" && value >= least && value <= most);
}
