import {
  disjoint,
  hasWildcard,
  includes,
  isCallerKey,
  type KeyFacts,
  parseArn,
} from "@security-auto/iam-policy";
import type { Condition } from "../policy/condition";
import { suits } from "../policy/fixed-value";
import { accessPointArn, type BucketContext } from "./bucket-context";
import type { CallerVariant, Network, Route, Way } from "./caller";
import { valuesWithin } from "./candidates";
import { fitsKey, hasKey } from "./caller-key";
import { callerChooses, domainOf } from "./chosen-keys";
import { holdsFor, holdsWithoutKey, orderHolds } from "./concrete";
import { formsOf } from "./forms";
import { either, not, type Outcome } from "./outcome";
import { chosenValue, openValue, withResource } from "./resolve-variables";
import { isOpen, knownFits, someFits, unnamedFits } from "./value-fits";

/** Asks a condition about a request: by whom it is made, and in which way. */
export function conditionHolds(
  written: Condition,
  caller: CallerVariant,
  way: Way,
  context: BucketContext,
): Outcome {
  const condition = withResource(written, context);
  const { key, test, facts } = condition;
  context.steps.take(1);
  if (test === "other") return "maybe";
  if (facts === undefined) {
    const userName = key === "aws:username" ? nameOfUser(caller) : undefined;
    if (userName !== undefined) return certainty(holdsFor(condition, userName, context.steps));
    return callerChooses(key) ? chosenHolds(condition, caller, way, context) : "maybe";
  }
  if (facts.tells === "time") return timeHolds(condition, context);
  const present = isPresent(condition, caller, way, context);
  if (test === "null") return nullHolds(condition, present);
  if (!suits(test, facts.shape)) return "maybe";
  const open = openValue(condition, caller);
  const absent = withoutKey(condition);
  // Where a variable has no value, the whole statement may not count; nor where an address is none.
  const isUncertain = open === "maybe" || condition.addresses === "not understood";
  if (present === "no") return absent === "yes" && isUncertain ? "maybe" : absent;
  const named = fitsOf(condition, facts, caller, way, context);
  const fits = open === "maybe" && named !== "yes" ? "maybe" : either(named, open);
  const outcome = whenPresent(present, condition.negated ? not(fits) : fits, absent);
  // IAM does not say how a list compares without ForAnyValue or ForAllValues; at most it compares as one value.
  return facts.many === true && condition.set === undefined && outcome !== "no" ? "maybe" : outcome;
}

/** The name of a user who is named by his ARN: not one that he chooses. */
function nameOfUser(caller: CallerVariant): string | undefined {
  const arn = caller.kind === "signed in" ? caller.principal?.arn : undefined;
  return arn?.includes(":user/") === true ? arn.slice(arn.lastIndexOf("/") + 1) : undefined;
}

function certainty(holds: boolean | undefined): "yes" | "no" | "maybe" {
  return holds === undefined ? "maybe" : holds ? "yes" : "no";
}

// Of a key that has few values all are tried; of others the caller may find one that suits him.
function chosenHolds(
  condition: Condition,
  caller: CallerVariant,
  { network }: Way,
  context: BucketContext,
): Outcome {
  const open = chosenValue(condition, caller);
  if (open === "maybe") return open;
  const found = new Set<boolean | undefined>();
  for (const form of formsOf(caller, network)) {
    const domain = domainOf(condition.key, form, undefined, context.now);
    context.steps.take(1);
    if (domain === undefined) found.add(undefined);
    else if (domain.accepts !== undefined) return "can";
    else for (const value of valuesWithin(domain, [])) found.add(holdsFor(condition, value, context.steps));
  }
  if (found.has(undefined)) return found.size === 1 ? "maybe" : "can";
  return found.size > 1 ? "can" : found.has(true) ? "yes" : "no";
}

function isPresent(
  { key, facts }: Condition,
  caller: CallerVariant,
  way: Way,
  context: BucketContext,
): Outcome {
  if (isCallerKey(key)) return hasKey(key, caller, context);
  switch (facts?.tells) {
    case "access point":
      return way.route.kind === "access point" ? "yes" : "no";
    case "network":
      return networkTold(facts, caller, way.network);
    default:
      return "yes";
  }
}

// Requests over the internet carry an address, those through an endpoint carry the endpoint. Whether a service's
// requests carry an address, and which, AWS does not say.
function networkTold({ shape }: KeyFacts, { kind }: CallerVariant, network: Network): Outcome {
  if (kind === "service") return shape === "ip" ? "maybe" : "no";
  if (network.kind === "anywhere") return "can";
  return (network.kind === "range") === (shape === "ip") ? "yes" : "no";
}

function fitsOf(
  condition: Condition,
  facts: KeyFacts,
  caller: CallerVariant,
  { network, route }: Way,
  context: BucketContext,
): Outcome {
  const { key } = condition;
  if (isCallerKey(key)) return fitsKey(key, condition, caller, context);
  switch (facts.tells) {
    case "resource":
      return resourceFits(condition, context);
    case "access point":
      return route.kind === "access point" ? routeFits(condition, route, context) : "no";
    case "network":
      if (facts.shape === "ip") return addressFits(condition, network);
      return endpointFits(condition, network, context);
    default:
      return "maybe";
  }
}

// These say the same in every request for the bucket.
function resourceFits(condition: Condition, { accountId, organization, steps }: BucketContext): Outcome {
  const value = condition.key === "aws:resourceorgid" ? organization?.id : accountId;
  return value === undefined ? "maybe" : knownFits(condition, value, steps);
}

function routeFits(
  condition: Condition,
  { owner, point, origin }: Extract<Route, { kind: "access point" }>,
  context: BucketContext,
): Outcome {
  const { steps } = context;
  const { key } = condition;
  if (key === "s3:accesspointnetworkorigin")
    return origin === undefined ? "maybe" : knownFits(condition, origin, steps);
  const arnOfPoint = point === undefined ? undefined : accessPointArn(point, context);
  if (key === "s3:dataaccesspointarn" && arnOfPoint !== undefined)
    return knownFits(condition, arnOfPoint, steps);
  if (key === "s3:dataaccesspointaccount")
    return owner.kind === "known" ? knownFits(condition, owner.id, steps) : unnamedFits(condition, steps);
  const ofOwner = (text: string, whole: Outcome): Outcome => {
    if (!mayBeAccessPoint(text, condition.test)) return "no";
    const account = parseArn(text)?.accountId;
    if (account === undefined || isOpen(account)) return account === undefined ? "can" : whole;
    if (owner.kind === "known") return includes(account, owner.id) ? whole : "no";
    return hasWildcard(account) ? "can" : "no";
  };
  return someFits(
    condition,
    steps,
    (arn) => ofOwner(arn, "can"),
    (pattern) =>
      isOpen(pattern) ? "yes" : ofOwner(pattern, pattern.endsWith(":accesspoint/*") ? "yes" : "can"),
  );
}

/** Whether a text or pattern takes in the ARN of some access point. Never denies it wrongly. */
function mayBeAccessPoint(text: string, test: Condition["test"]): boolean {
  const isParsed = test !== "arn" || parseArn(text) !== undefined;
  return isParsed && !disjoint(text, "arn:*:s3:*:*:accesspoint/?*");
}

function addressFits({ addresses }: Condition, network: Network): Outcome {
  if (addresses === "not understood") return "maybe";
  if (addresses !== "everyone" && network.kind !== "range") return "no";
  return "can";
}

function endpointFits(condition: Condition, network: Network, { steps }: BucketContext): Outcome {
  if (network.kind !== "endpoint") return unnamedFits(condition, steps);
  if (network.key === condition.key) return knownFits(condition, network.value, steps);
  // Which VPC an endpoint is in, and whose it is, is not known.
  return someFits(
    condition,
    steps,
    () => "maybe",
    (pattern) => (isOpen(pattern) ? "yes" : "maybe"),
  );
}

// Times compare as times, and seconds as numbers too; how else AWS compares them, it does not say.
function timeHolds(condition: Condition, { now }: BucketContext): Outcome {
  const { key, test } = condition;
  if (test === "null") return nullHolds(condition, "yes");
  if (now === undefined || !(test === "time" || (test === "number" && key === "aws:epochtime")))
    return "maybe";
  const given = test === "time" ? now.toISOString() : String(now.getTime() / 1000);
  return certainty(orderHolds(condition, given));
}

function nullHolds({ exact }: Condition, present: Outcome): Outcome {
  const [wantsAbsent, wantsPresent] = [exact.has("true"), exact.has("false")];
  if (wantsAbsent === wantsPresent) return "maybe";
  return wantsAbsent ? not(present) : present;
}

function withoutKey(condition: Condition): "yes" | "no" | "maybe" {
  return certainty(holdsWithoutKey(condition));
}

function whenPresent(present: Outcome, matches: Outcome, absent: "yes" | "no" | "maybe"): Outcome {
  if (present === "yes" || matches === absent) return matches;
  return matches === "maybe" || (absent === "maybe" && matches === "no") ? "maybe" : present;
}
