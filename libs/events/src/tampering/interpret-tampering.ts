import type { Actor } from "../actor";
import { actorOf } from "../actor-of";
import { failureOf } from "../change-facts";
import { cloudTrailDetailSchema } from "../cloudtrail-detail";
import type { EventBridgeEnvelope } from "../eventbridge-envelope";
import { invalidEvent } from "../interpret-event";
import { parse } from "../parse";
import { textsAt } from "../request-parameter";
import type { InvalidEvent } from "../s3-change";
import { API_CALL } from "../s3-services";
import { listTamperingCalls, type TamperedCheck } from "./tampering-calls";
import { TAMPERING_SOURCES } from "./tampering-pattern";
import type { WatchedNames } from "./watched-names";

/** Somebody made a call that can end the forwarding of changes. */
export interface Tampering {
  readonly accountId: string;
  /** Where what was changed is; `global` for the role that reads. */
  readonly region: string;
  /** The check of coverage that fails by it. */
  readonly check:
    "trail" | "forwarding-rule" | "tampering-rule" | "forwarding-queue" | "forwarding-role" | "read-role";
  readonly call: string;
  /** The name of what was changed, such as that of a rule. */
  readonly what: string;
  /** A sentence without its end: `the rule S3-security-forward is disabled`. */
  readonly because: string;
  /** Whether it may be our own deployment: it was made through CloudFormation, and deployments make such calls. */
  readonly mayBeOurs: boolean;
  readonly eventTime: string;
  readonly actor: Actor;
}

export type TamperingEvent =
  | { readonly kind: "tampering"; readonly tampering: Tampering }
  | { readonly kind: "other"; readonly why: string }
  | InvalidEvent;

/** Whether an event is one that {@link interpretTampering} understands. */
export const isTamperingSource = ({ source }: EventBridgeEnvelope): boolean =>
  TAMPERING_SOURCES.includes(source);

/**
 * Says which of ours a call changed, where, and who made it. It never throws.
 *
 * A trail counts where it was changed, though it may be one of all regions: the check that follows looks at each.
 */
export function interpretTampering(envelope: EventBridgeEnvelope, names: WatchedNames): TamperingEvent {
  const other = (why: string): TamperingEvent => ({ kind: "other", why });
  if (!isTamperingSource(envelope) || envelope["detail-type"] !== API_CALL)
    return other(`it is ${JSON.stringify(envelope["detail-type"])} of ${JSON.stringify(envelope.source)}`);
  const read = parse(cloudTrailDetailSchema, envelope.detail, ["detail"]);
  if (!read.success) return invalidEvent("unusable event", read.error);
  const {
    eventSource,
    eventName,
    requestParameters,
    userIdentity,
    eventTime,
    awsRegion,
    recipientAccountId,
  } = read.data;
  const listed = listTamperingCalls().find(
    ({ service, call }) => call === eventName && eventSource === `${service}.amazonaws.com`,
  );
  if (listed === undefined) return other(`${eventName} does not end the forwarding of changes`);
  if (failureOf(read.data) !== undefined) return other(`${eventName} failed, and changed nothing`);
  const { facts } = listed;
  const [named = ""] = textsAt(requestParameters, facts.namedBy ?? "name");
  const [ofSelectors = ""] = textsAt(requestParameters, "trailName");
  const what = nameIn(named === "" ? ofSelectors : named);
  const changed = changedBy(facts.takes, what, names);
  if (changed === undefined) return other(`${eventName} of ${JSON.stringify(what)} concerns none of ours`);
  // EventBridge says the account of the envelope, as it does where the account is checked after the call.
  const accountId = [envelope.account, recipientAccountId].find(
    (id) => id !== undefined && /^\d{12}$/.test(id),
  );
  const region = [changed.region, awsRegion, envelope.region].find(
    (one) => one !== undefined && PLACE.test(one),
  );
  if (accountId === undefined || region === undefined)
    return invalidEvent(`unusable event of ${eventName}`, [
      { path: "detail", message: "expected a recipientAccountId of 12 digits, and an awsRegion" },
    ]);
  return {
    kind: "tampering",
    tampering: {
      accountId,
      region,
      check: changed.check,
      call: eventName,
      what,
      because: `the ${changed.noun} ${what} ${facts.did}`,
      mayBeOurs: facts.deploys === true && isThroughCloudFormation(userIdentity?.invokedBy),
      eventTime,
      actor: actorOf(userIdentity),
    },
  };
}

const PLACE = /^(?:global|[a-z]{2,5}-[a-z-]{2,20}-\d{1,2})$/;

/** A trail may be named by its ARN, a queue by its address. */
const nameIn = (text: string): string => text.slice(text.lastIndexOf("/") + 1);

const isThroughCloudFormation = (invokedBy: string | undefined): boolean =>
  invokedBy === "cloudformation.amazonaws.com" || invokedBy === "stacksets.cloudformation.amazonaws.com";

interface Changed {
  readonly noun: string;
  readonly check: Tampering["check"];
  /** Absent: where the call was made. */
  readonly region?: string;
}

function changedBy(takes: TamperedCheck, what: string, names: WatchedNames): Changed | undefined {
  switch (takes) {
    case "trail":
      return { noun: "trail", check: "trail" };
    case "rule":
      if (names.forwardingRules.includes(what)) return { noun: "rule", check: "forwarding-rule" };
      return names.tamperingRules.includes(what) ? { noun: "rule", check: "tampering-rule" } : undefined;
    case "forwarding-queue":
      return names.queues.includes(what) ? { noun: "queue", check: "forwarding-queue" } : undefined;
    case "role": {
      // As in the pattern.
      const name = what.toLowerCase();
      if (names.readRoles.some((role) => role.toLowerCase() === name))
        return { noun: "role", check: "read-role", region: "global" };
      const [region] = names.forwardingRoles
        .filter((role) => name.startsWith(`${role.toLowerCase()}-`))
        .map((role) => name.slice(role.length + 1))
        .filter((rest) => PLACE.test(rest))
        // One prefix may begin like another: the longest leaves the region alone.
        .sort((one, other) => one.length - other.length);
      return region === undefined ? undefined : { noun: "role", check: "forwarding-role", region };
    }
  }
}
