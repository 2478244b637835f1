import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { type AssessmentRequest, DETAIL_TYPES, EVENT_SOURCE } from "@security-auto/assessment";
import type { Branch } from "./branch";
import { some, undeliverable } from "./event-branch";
import { assessmentOf, type Happened, happenedIn } from "./happened";
import type { World } from "./world";

/** Those that begin with a request for an assessment, on the private bus. */
export const REQUEST_BRANCHES: readonly Branch[] = [
  {
    name: "a request for an assessment leads to one, which is published",
    stage: "whole",
    isRequest: true,
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
    name: "EventBridge cannot deliver a request to the function",
    stage: "targets deleted",
    isRequest: true,
    run: requestOnce,
    missed: (happened, { judge }) => undeliverable(happened, `:function:${judge}`),
  },
];

/** What follows from a request for an assessment of a bucket of the security account. */
async function requestOnce(world: World): Promise<Happened> {
  const { cloud, region, requests } = world;
  const accountId = world.accounts.home;
  if (requests === undefined) throw new Error("nobody may ask for an assessment");
  const detail: AssessmentRequest = {
    version: "1",
    requestId: "request-of-the-proof",
    bucket: "bare-home",
    accountId,
    region,
    requestedAt: "2026-03-05T02:00:04Z",
  };
  const followUps: Happened[] = [];
  const stop = cloud.onCall((trace) => followUps.push(happenedIn(trace.followUps)));
  const client = new EventBridgeClient({
    region,
    endpoint: cloud.endpoints.events,
    credentials: cloud.credentials({ accountId, roleName: requests.roleName }),
  });
  const entry = {
    EventBusName: requests.busName,
    Source: EVENT_SOURCE,
    DetailType: DETAIL_TYPES.assessmentRequested,
    Detail: JSON.stringify(detail),
  };
  try {
    await client.send(new PutEventsCommand({ Entries: [entry] }));
    await cloud.settled();
  } finally {
    stop();
    client.destroy();
  }
  const [happened] = followUps;
  if (happened === undefined) throw new Error("the local cloud has no trace of the request");
  return happened;
}
