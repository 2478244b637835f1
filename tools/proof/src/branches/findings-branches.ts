import { ASSESSMENT_EXAMPLE, DETAIL_TYPES } from "@security-auto/assessment";
import type { Branch } from "./branch";
import { some, undeliverable } from "./event-branch";
import { type Happened, runsOf } from "./happened";
import { putOnPrivateBus } from "./private-event";
import type { World } from "./world";

/** In the central stack, the construct of the function that keeps the register. */
const CONSTRUCT = "SecurityAutoFindings";

/** `security-auto-findings` uses all that it may do: the assessment is put on the bus, because what was judged before is no transition. */
export const FINDINGS_BRANCHES: readonly Branch[] = [
  {
    name: "a violation is recorded, put on the bus and mailed",
    stage: "whole" as const,
    run: assessedOnce,
    missed: announced,
  },
  {
    name: "the function that keeps the register fails every attempt",
    stage: "broken function" as const,
    run: assessedOnce,
    missed: ({ deadLetters }: Happened, { functionOf }: World) =>
      some(
        "assessments sent to the queue by the function's role",
        deadLetters.filter(
          ({ reason, body }) =>
            reason === "on-failure" && body.includes(`:function:${functionOf(CONSTRUCT)}`),
        ),
      ),
  },
  {
    name: "EventBridge cannot deliver an assessment to the function that keeps the register",
    stage: "targets deleted" as const,
    run: assessedOnce,
    missed: (happened: Happened, { functionOf }: World) =>
      undeliverable(happened, `:function:${functionOf(CONSTRUCT)}`),
  },
].map((branch) => ({ ...branch, construct: CONSTRUCT }));

function announced(happened: Happened, { functionOf }: World): string | undefined {
  const runs = runsOf(happened, functionOf(CONSTRUCT));
  return (
    some(
      "runs of the function that succeeded",
      runs.filter(({ outcome }) => outcome === "success"),
    ) ??
    some(
      "changed findings on the private bus",
      happened.events.filter((detailType) => detailType === DETAIL_TYPES.findingChanged),
    ) ??
    some(
      "mails of a finding",
      happened.notifications.filter(({ subject }) => subject.startsWith("[security-auto] PUBLIC")),
    )
  );
}

function assessedOnce(world: World): Promise<Happened> {
  return putOnPrivateBus(world, DETAIL_TYPES.assessed, ASSESSMENT_EXAMPLE);
}
