import type { CheckResult } from "@security-auto/assessment";
import { readJson } from "@security-auto/iam-policy";
import type { ExpectedPlace, ExpectedRule } from "../expected";
import type { Reading, RuleFacts } from "../reading";
import { matchesAtLeast } from "./matches-at-least";

const DEPLOY = "deploy the member stack to the account again";

/** The states in which a rule delivers. */
const ON: readonly (string | undefined)[] = ["ENABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"];

/** Whether a rule is there, on, matches what it has to, and sends that to the central bus as it is. */
export function judgeRule(
  { name, pattern, roleArn }: ExpectedRule,
  { region, centralBusArn }: Pick<ExpectedPlace, "region" | "centralBusArn">,
  rule: Reading<RuleFacts>,
): CheckResult {
  if (rule.kind === "unknown") return { result: "unknown", because: rule.because };
  const wrong = (because: string, mend?: string): CheckResult => ({
    result: "wrong",
    because,
    ...(mend !== undefined && { mend }),
  });
  if (rule.kind === "absent") return wrong(`there is no rule ${name} on the default event bus: ${DEPLOY}`);
  const { state, targets } = rule.value;
  if (!ON.includes(state))
    return wrong(`the rule ${name} is disabled`, `aws events enable-rule --name ${name} --region ${region}`);
  if (!matchesAtLeast(jsonOf(rule.value.pattern), pattern))
    return wrong(`the pattern of the rule ${name} is another one, and may match fewer calls: ${DEPLOY}`);
  const toBus = targets.filter(({ arn }) => arn === centralBusArn);
  if (toBus.length === 0)
    return wrong(`the rule ${name} does not have the central event bus as a target: ${DEPLOY}`);
  const asItIs = toBus.filter(({ isTransformed }) => !isTransformed);
  if (asItIs.length === 0)
    return wrong(`the rule ${name} sends something else than the event to the central event bus: ${DEPLOY}`);
  return asItIs.some((target) => target.roleArn === roleArn)
    ? { result: "ok" }
    : wrong(`the rule ${name} sends to the central event bus in another role than ${roleArn}: ${DEPLOY}`);
}

/** `undefined` where it is no JSON. */
function jsonOf(text: string | undefined): unknown {
  const read = readJson(text ?? "");
  return "value" in read ? read.value : undefined;
}
