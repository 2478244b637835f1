import { type AssessmentRequest, DETAIL_TYPES } from "@security-auto/assessment";
import { senderIn, type Stack } from "../stack/read-stack";
import type { Branch } from "./branch";
import { some, undeliverable } from "./event-branch";
import { assessmentOf, type Happened } from "./happened";
import { putOnPrivateBus } from "./private-event";
import type { World } from "./world";

/** Those that begin with a request for an assessment, on the private bus. */
export const REQUEST_BRANCHES: readonly Branch[] = [
  {
    name: "a request for an assessment leads to one, which is published",
    stage: "whole",
    isPossible: hasRequests,
    run: requestOnce,
    missed: (happened, { judge }) =>
      assessmentOf(happened, judge)?.cause === "request"
        ? some(
            "assessments on the private bus",
            happened.events.filter((detailType) => detailType === DETAIL_TYPES.assessed),
          )
        : "no assessment that answers the request",
  },
  {
    name: "the function that judges fails every attempt at a request",
    stage: "broken function",
    isPossible: hasRequests,
    run: requestOnce,
    missed: ({ deadLetters }) =>
      some(
        "requests given up by their queue",
        deadLetters.filter(({ reason }) => reason === "max-receive-count"),
      ),
  },
  {
    name: "EventBridge cannot put a request into its queue",
    stage: "targets deleted",
    isPossible: hasRequests,
    run: requestOnce,
    missed: (happened) => undeliverable(happened, ":sqs:"),
  },
];

/** Not in every environment is there somebody who may ask. */
function hasRequests(stack: Stack): boolean {
  return senderIn(stack, DETAIL_TYPES.assessmentRequested) !== undefined;
}

/** What follows from a request for an assessment of a bucket of the security account. */
function requestOnce(world: World): Promise<Happened> {
  const detail: AssessmentRequest = {
    version: "1",
    requestId: "request-of-the-proof",
    bucket: "bare-home",
    accountId: world.accounts.home,
    region: world.region,
    requestedAt: "2026-03-05T02:00:04Z",
  };
  return putOnPrivateBus(world, DETAIL_TYPES.assessmentRequested, detail);
}
