import type { CoverageSettings } from "@security-auto/coverage";
import type { WatchedNames } from "@security-auto/events";
import { type Environment, forwardsOwnEvents, memberRegions } from "../environment/environment";

/** What of ours is watched in every account, by name: what the rules on tampering match. */
export function watchedNames({ names }: Pick<Environment, "names">): WatchedNames {
  return {
    forwardingRules: [names.forwardRule, names.ownForwardRule],
    tamperingRules: [names.tamperingForwardRule, names.ownTamperingForwardRule],
    queues: [names.forwardFailureQueue],
    readRoles: [names.readRole],
    forwardingRoles: [
      names.forwardRole,
      names.ownForwardRole,
      names.tamperingForwardRole,
      names.ownTamperingForwardRole,
    ],
  };
}

/** What is expected of the accounts that are watched. */
export function coverageSettings(environment: Environment): CoverageSettings {
  const { names, region } = environment;
  const regions = memberRegions(environment);
  const heartbeat = environment.heartbeat && {
    heartbeat: {
      bucket: names.heartbeatBucket,
      schedule: names.heartbeatSchedule,
      minutes: environment.beating.minutes,
    },
  };
  return {
    bus: names.bus,
    watched: watchedNames(environment),
    members: {
      ...(regions !== undefined && { regions }),
      forwarding: { rule: names.forwardRule, role: names.forwardRole },
      tampering: { rule: names.tamperingForwardRule, role: names.tamperingForwardRole },
      queue: names.forwardFailureQueue,
      ...heartbeat,
    },
    own: {
      regions: forwardsOwnEvents(environment) ? [region] : [],
      forwarding: { rule: names.ownForwardRule, role: names.ownForwardRole },
      tampering: { rule: names.ownTamperingForwardRule, role: names.ownTamperingForwardRole },
      ...heartbeat,
    },
  };
}
