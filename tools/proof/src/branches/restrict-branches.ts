import {
  ASSESSMENT_EXAMPLE,
  DETAIL_TYPES,
  REMEDIATION_EXAMPLE,
  type RemediationRequest,
} from "@security-auto/assessment";
import * as z from "zod/mini";
import type { Branch } from "./branch";
import { event, some, undeliverable } from "./event-branch";
import { type Happened, runsOf } from "./happened";
import { invokedByOperator } from "./invoked-by-operator";
import { putOnPrivateBus } from "./private-event";
import type { World } from "./world";

/** In the central stack, the constructs of the function that remediates, and of the one that keeps the register. */
const CONSTRUCT = "SecurityAutoRestrict";
const KEEPER = "SecurityAutoFindings";

/** `security-auto-S3-restrict` in every environment that has it: it plans, and an operator switches enforcement. */
export const RESTRICT_BRANCHES: readonly Branch[] = [
  event(
    "a violation is planned for, which is put on the bus and recorded in the finding",
    { owner: "home", bucket: "planned-home" },
    (happened, { functionOf }) =>
      some(
        "remediations on the private bus",
        happened.events.filter((detailType) => detailType === DETAIL_TYPES.remediationChanged),
      ) ??
      some(
        "runs of the function that keeps the register, for the assessment and for the remediation",
        runsOf(happened, functionOf(KEEPER))
          .filter(({ outcome }) => outcome === "success")
          .slice(1),
      ),
  ),
  {
    name: "an operator who may invoke the function and nothing else switches enforcement off",
    stage: "whole" as const,
    run: async (world: World) => {
      const switchedOff = await switched(world, "off");
      await switched(world, "on");
      return switchedOff;
    },
    missed: (happened: Happened, { functionOf }: World) =>
      some(
        "answers that it is off",
        runsOf(happened, functionOf(CONSTRUCT)).filter(({ response }) => isOff(response)),
      ),
  },
  {
    name: "the function that remediates fails every attempt",
    stage: "broken function" as const,
    run: (world: World) => putOnPrivateBus(world, DETAIL_TYPES.assessed, ASSESSMENT_EXAMPLE),
    missed: ({ deadLetters }: Happened) =>
      some(
        "violations given up by the function's queue",
        deadLetters.filter(({ reason }) => reason === "max-receive-count"),
      ),
  },
  {
    name: "EventBridge cannot put a violation into the queue of the function that remediates",
    stage: "targets deleted" as const,
    run: (world: World) => putOnPrivateBus(world, DETAIL_TYPES.assessed, ASSESSMENT_EXAMPLE),
    missed: (happened: Happened) => undeliverable(happened, ":sqs:"),
  },
  {
    name: "EventBridge cannot deliver a remediation to the function that keeps the register",
    stage: "targets deleted" as const,
    run: (world: World) => putOnPrivateBus(world, DETAIL_TYPES.remediationChanged, REMEDIATION_EXAMPLE),
    missed: (happened: Happened, { functionOf }: World) =>
      undeliverable(happened, `:function:${functionOf(KEEPER)}`),
  },
].map((branch) => ({ ...branch, construct: CONSTRUCT }));

function switched(world: World, value: "on" | "off"): Promise<Happened> {
  const request: RemediationRequest = {
    version: "1",
    request: "enforcement",
    value,
    by: "arn:aws:iam::111122223333:user/noor",
  };
  return invokedByOperator(world, world.functionOf(CONSTRUCT), request);
}

const offSchema = z.object({ enforcement: z.object({ value: z.literal("off") }) });
const isOff = (response: unknown): boolean => offSchema.safeParse(response).success;
