import type { HeartbeatProps } from "@security-auto/constructs";
import type { Environment } from "../environment/environment";

/** What sends heartbeats, as an environment says. */
export function heartbeatProps({ names, beating }: Environment, region: string): HeartbeatProps {
  return {
    bucketPrefix: names.heartbeatBucket,
    scheduleName: names.heartbeatSchedule,
    expression: beating.schedule,
    minutes: beating.minutes,
    roleName: `${names.heartbeatRole}-${region}`,
    policyName: names.heartbeatPolicy,
  };
}
