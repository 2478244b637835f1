import type { CoverageChecks } from "@security-auto/assessment";
import type { ExpectedPlace } from "../expected";
import type { PlaceFacts } from "../reading";
import { judgeHeartbeat } from "./judge-heartbeat";
import { judgeQueue } from "./judge-queue";
import { judgeRule } from "./judge-rule";
import { judgeTrails } from "./judge-trails";

/**
 * Judges what was read of a region that is watched against what is expected there.
 *
 * @param now - in ms since 1970
 */
export function judgePlace(expected: ExpectedPlace, facts: PlaceFacts, now: number): CoverageChecks {
  const { forwarding, tampering, queueArn, heartbeat } = expected;
  return {
    "forwarding-rule": judgeRule(forwarding, expected, facts.forwardingRule),
    "tampering-rule": judgeRule(tampering, expected, facts.tamperingRule),
    ...(queueArn !== undefined &&
      facts.queue !== undefined && { "forwarding-queue": judgeQueue(queueArn, facts.queue) }),
    trail: judgeTrails(expected, facts.trails),
    watched: { result: "ok" },
    ...(heartbeat !== undefined &&
      facts.heartbeat !== undefined && { heartbeat: judgeHeartbeat(heartbeat, facts.heartbeat, now) }),
  };
}

/** What is said of a region that has buckets and is not watched. */
export const NOT_WATCHED: CoverageChecks = {
  watched: {
    result: "wrong",
    because:
      "the account has buckets here, and no rule forwards their changes: add the region to members.regions of the environment, and deploy",
  },
};
