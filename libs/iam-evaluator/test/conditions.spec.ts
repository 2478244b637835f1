import { evaluate } from "../src";
import { CAST } from "./cast";
import { named } from "./named";
import { type ConditionScenario, conditions } from "./tables";

const ACTION = "s3:GetObject";
const RESOURCE = "arn:aws:s3:::reports/2024.csv";

/** What follows when the condition stands on an Allow, and when it stands on a Deny beside an Allow. */
const OUTCOMES = {
  true: { Allow: "allowed", Deny: "explicitly denied" },
  false: { Allow: "implicitly denied", Deny: "allowed" },
  unknown: { Allow: "refused", Deny: "refused" },
} as const;

describe.each(conditions())("$theme", ({ rows }) => {
  test.each(rows)("$name", (row) => {
    expect({ Allow: decide(row, "Allow"), Deny: decide(row, "Deny") }).toEqual(OUTCOMES[`${row.holds}`]);
  });
});

function decide({ condition, context, version = "2012-10-17" }: ConditionScenario, Effect: "Allow" | "Deny") {
  const always = { Effect: "Allow", Action: ACTION, Resource: RESOURCE };
  const conditional = { Effect, Action: ACTION, Resource: RESOURCE, Condition: condition };
  const document = { Version: version, Statement: Effect === "Deny" ? [always, conditional] : conditional };
  return evaluate(
    { principal: CAST.alice, action: ACTION, resource: RESOURCE, resourceAccount: "111122223333", context },
    { identity: [named("identity", document)] },
  ).decision;
}
