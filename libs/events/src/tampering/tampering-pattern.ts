import type { EventPattern } from "@security-auto/event-pattern";
import { API_CALL } from "../s3-services";
import {
  listTamperingCalls,
  TAMPERING_SERVICES,
  type TamperingCallFacts,
  type TamperingService,
} from "./tampering-calls";
import type { WatchedNames } from "./watched-names";

/** The `source` of every event that can end the forwarding of changes. */
export const TAMPERING_SOURCES: readonly string[] = /* @__PURE__ */ TAMPERING_SERVICES.map(
  (service) => `aws.${service}`,
);

interface InAnyCase {
  readonly "equals-ignore-case": string;
}
type Values = readonly (string | { readonly suffix: string } | InAnyCase | { readonly prefix: InAnyCase })[];

/** The calls of a service that name what they change in one way, and what of ours has such a name. */
interface Alternative {
  readonly service: TamperingService;
  readonly namedBy: TamperingCallFacts["namedBy"];
  readonly calls: string[];
}

/**
 * The EventBridge pattern of every successful call that can end the forwarding of changes: any trail is watched, of rules, queues and roles
 * only ours.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html for names that are not distinguished by case
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function tamperingPattern(names: WatchedNames) {
  return {
    source: TAMPERING_SOURCES,
    "detail-type": [API_CALL],
    detail: {
      errorCode: [{ exists: false }],
      $or: alternatives().map(({ service, namedBy, calls }) => ({
        eventSource: [`${service}.amazonaws.com`],
        eventName: calls,
        ...(namedBy !== undefined && { requestParameters: { [namedBy]: valuesOf(namedBy, names) } }),
      })),
    },
  } satisfies EventPattern;
}

function alternatives(): readonly Alternative[] {
  const found: Alternative[] = [];
  for (const { service, call, facts } of listTamperingCalls()) {
    const same = found.find((one) => one.service === service && one.namedBy === facts.namedBy);
    if (same === undefined) found.push({ service, namedBy: facts.namedBy, calls: [call] });
    else same.calls.push(call);
  }
  return found;
}

function valuesOf(namedBy: NonNullable<TamperingCallFacts["namedBy"]>, names: WatchedNames): Values {
  switch (namedBy) {
    case "name":
    case "rule":
      return [...names.forwardingRules, ...names.tamperingRules];
    case "queueUrl":
      return names.queues.map((queue) => ({ suffix: `/${queue}` }));
    case "roleName":
      // To IAM a name in other letters is the same role.
      return [
        ...names.readRoles.map(inAnyCase),
        ...names.forwardingRoles.map((role) => ({ prefix: inAnyCase(`${role}-`) })),
      ];
  }
}

const inAnyCase = (text: string): InAnyCase => ({ "equals-ignore-case": text });
