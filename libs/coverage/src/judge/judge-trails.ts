import type { CheckResult } from "@security-auto/assessment";
import { accountInArn } from "@security-auto/iam-policy";
import type { Reading, TrailFacts } from "../reading";
import { judgeSelectors } from "./judge-selectors";

interface Place {
  readonly accountId: string;
  readonly region: string;
}

/**
 * Whether a trail that is on logs management events of a region that write: one of the region, of all regions, or the organization's.
 * Without such a trail no call becomes an event.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export function judgeTrails(place: Place, trails: Reading<readonly TrailFacts[]>): CheckResult {
  if (trails.kind === "unknown") return { result: "unknown", because: trails.because };
  const there = trails.kind === "absent" ? [] : trails.value;
  const judged = there
    .filter(({ isMultiRegion, homeRegion }) => isMultiRegion || homeRegion === place.region)
    .map((trail) => judgeTrail(place, trail));
  const best =
    judged.find(({ result }) => result === "ok") ??
    judged.find(({ result }) => result === "unknown") ??
    judged[0];
  return (
    best ?? {
      result: "wrong",
      because: `no trail logs events of ${place.region}: make one that logs management events of all regions`,
    }
  );
}

function judgeTrail({ accountId }: Place, trail: TrailFacts): CheckResult {
  const { arn, name, homeRegion, isLogging, selectors } = trail;
  const owner = accountInArn(arn);
  const isOwn = owner === accountId;
  const what = isOwn || owner === undefined ? `the trail ${name}` : `the trail ${name} of account ${owner}`;
  if (isLogging.kind === "unknown") return { result: "unknown", because: isLogging.because };
  if (isLogging.kind === "absent" || !isLogging.value)
    return {
      result: "wrong",
      because: `${what} has stopped logging, and no other one logs the calls`,
      ...(isOwn && { mend: `aws cloudtrail start-logging --name ${arn} --region ${homeRegion}` }),
    };
  const logged = judgeSelectors(selectors);
  if (logged === "yes") return { result: "ok" };
  if (logged === "no")
    return {
      result: "wrong",
      because: `${what} does not log management events that write, or leaves sources of them out, and no other one does`,
      ...(isOwn && {
        mend: `aws cloudtrail put-event-selectors --trail-name ${arn} --region ${homeRegion} --event-selectors ReadWriteType=All,IncludeManagementEvents=true`,
      }),
    };
  return { result: "unknown", because: `${what}: ${logged.unknown}` };
}
