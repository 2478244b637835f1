import { ASSESSMENT_EXAMPLE, DETAIL_TYPES, type FindingRequest } from "@security-auto/assessment";
import * as z from "zod/mini";
import type { Branch } from "./branch";
import { some, undeliverable } from "./event-branch";
import { type Happened, runsOf } from "./happened";
import { invokedByOperator } from "./invoked-by-operator";
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
    name: "an operator who may invoke the function and nothing else accepts a finding, which is closed",
    stage: "whole" as const,
    run: acceptedByOperator,
    missed: (happened: Happened, { functionOf }: World) =>
      some(
        "findings closed by the function",
        runsOf(happened, functionOf(CONSTRUCT)).filter(({ response }) => isClosed(response)),
      ) ??
      some(
        "mails that it is accepted",
        happened.notifications.filter(({ subject }) => subject.startsWith("[security-auto] ACCEPTED")),
      ),
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

const ACCEPTED = { ...ASSESSMENT_EXAMPLE, bucket: "accepted" };

async function acceptedByOperator(world: World): Promise<Happened> {
  await putOnPrivateBus(world, DETAIL_TYPES.assessed, ACCEPTED);
  const request: FindingRequest = {
    version: "1",
    request: "accept",
    finding: `${ACCEPTED.accountId}:${ACCEPTED.bucket}:nothing-public`,
    owner: "noor@example.com",
    reason: "public downloads, reviewed",
    expires: new Date(Date.now() + DAY_MS).toISOString(),
    by: "arn:aws:iam::111122223333:user/noor",
  };
  return invokedByOperator(world, world.functionOf(CONSTRUCT), request);
}

const DAY_MS = 24 * 60 * 60 * 1000;

const answerSchema = z.object({ finding: z.object({ transition: z.literal("closed") }) });
const isClosed = (response: unknown): boolean => answerSchema.safeParse(response).success;

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
