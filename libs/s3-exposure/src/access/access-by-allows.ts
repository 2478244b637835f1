import { includes } from "@security-auto/iam-policy";
import { exceeds, type Exposure, type ExposureInterval, narrower, wider } from "../exposure";
import type { Statement } from "../policy/statement";
import type { Condition } from "../policy/condition";
import type { Caller, CallerVariant, Way } from "./caller";
import { type Call, callsOf } from "./calls-left";
import { type Choice, canChoose, WHO } from "./choices";
import { actionsWith } from "./chosen-keys";
import { type Grant, groupGrants, type GrantGroup } from "./grant";
import type { Inquiry } from "./inquiry";
import { allowTakes, type Taken } from "./request";
import { isLimitedByBlock, type Passage, passagesOf } from "./through-access-point";

/** The access that one Allow gives, after the Denies, and who decides it. */
export interface AllowAccess extends ExposureInterval {
  /** Who is allowed for certain; `undefined` when that is nobody beyond the bucket owner's account. */
  readonly sure: AllowedCaller | undefined;
  /** Who cannot be distinguished from those who are allowed. */
  readonly possible: AllowedCaller | undefined;
  /** The Denies that take something from it. */
  readonly takenBy: ReadonlySet<Statement>;
  /** Whether not everyone could be asked about. */
  readonly unfinished: boolean;
}

export interface AllowedCaller {
  readonly caller: Caller;
  readonly way: Way;
  /** Why it is not certain that he is allowed. */
  readonly doubt?: Doubt | undefined;
}

/** What leaves open whether somebody gets in, and so what would settle it. */
export type Doubt =
  | { readonly kind: "service" }
  | { readonly kind: "access point" }
  | { readonly kind: "condition"; readonly condition: Condition }
  | { readonly kind: "deny"; readonly deny: Statement; readonly condition: Condition | undefined }
  /** Who the caller is, or who is meant. */
  | { readonly kind: "who" }
  /** Whether several Denies, each of which denies a part, leave anything. */
  | { readonly kind: "parts" }
  /** Whether one request can meet all that is asked. */
  | { readonly kind: "choices" };

interface Found {
  readonly atLeast: Exposure;
  readonly atMost: Exposure;
  readonly doubt?: Doubt | undefined;
}

/**
 * Asks every caller in every way, those with the widest access first, of all Allows at once: as soon as nobody left can
 * widen it, or the steps are spent, the rest does not matter.
 */
export function accessByAllows(
  allows: readonly Statement[],
  callers: readonly Caller[],
  inquiry: Inquiry,
): readonly AllowAccess[] {
  const askers = allows.map((allow) => new Asker(allow, inquiry));
  const { steps } = inquiry.context;
  let atLeast: Exposure = "private";
  for (const way of inquiry.ways)
    for (const caller of callers) {
      if (steps.spent) break;
      steps.take(1);
      const furthest = way.limited ? narrower(caller.furthest, "external") : caller.furthest;
      if (!exceeds(furthest, atLeast)) continue;
      if (caller.variants[0]?.kind === "service" && !isForServices(way)) continue;
      for (const asker of askers) atLeast = wider(atLeast, asker.ask(caller, way, furthest));
    }
  const isFinished = !steps.spent || atLeast === "public";
  return askers.map((asker) => asker.access(isFinished));
}

// A service comes through no VPC endpoint or access point of a customer's.
function isForServices({ network, route }: Way): boolean {
  return network.kind !== "endpoint" && route.kind === "direct";
}

class Asker {
  readonly #allow: Statement;
  readonly #inquiry: Inquiry;
  readonly #takenBy = new Set<Statement>();
  readonly #asksForIds: boolean;
  readonly #isStored: boolean;
  readonly #calls = new Map<readonly Grant[], Map<string, readonly Call[]>>();
  #groups: readonly GrantGroup[] | undefined;
  #takesOthers = false;
  #atLeast: Exposure = "private";
  #atMost: Exposure = "private";
  #sure: AllowedCaller | undefined;
  #possible: AllowedCaller | undefined;

  constructor(allow: Statement, inquiry: Inquiry) {
    this.#allow = allow;
    this.#inquiry = inquiry;
    this.#isStored = isStored(allow);
    this.#asksForIds =
      allow.principals.names.some(({ kind }) => kind === "identity") ||
      allow.conditions.some(({ key }) => key === "aws:userid");
  }

  /** The access that the Allow is certain to give by now. */
  ask(caller: Caller, way: Way, furthest: Exposure): Exposure {
    if (!exceeds(furthest, this.#atLeast)) return this.#atLeast;
    const { atLeast, atMost, doubt } = this.#accessOf(caller, way);
    if (exceeds(atLeast, this.#atLeast)) {
      this.#atLeast = atLeast;
      this.#sure = { caller, way };
    }
    if (exceeds(atMost, this.#atMost)) {
      this.#atMost = atMost;
      this.#possible = { caller, way, doubt };
    }
    return this.#atLeast;
  }

  access(isFinished: boolean): AllowAccess {
    const atMost = isFinished ? this.#atMost : wider(this.#atMost, mostOf(this.#allow));
    return {
      atLeast: this.#atLeast,
      atMost,
      sure: this.#sure,
      possible: atMost === this.#atMost ? this.#possible : undefined,
      takenBy: this.#takenBy,
      unfinished: atMost !== this.#atMost,
    };
  }

  // He is one of his variants: certain is the least of them, possible the most.
  #accessOf({ variants }: Caller, way: Way): Found {
    let atLeast: Exposure = "public";
    let most: Found = NO_ACCESS;
    for (const variant of variants) {
      const found = this.#accessOfVariant(variant, way);
      atLeast = narrower(atLeast, found.atLeast);
      if (exceeds(found.atMost, most.atMost)) most = this.#inAnAccount(variant, way, found, most);
    }
    return { atLeast: narrower(atLeast, most.atMost), atMost: most.atMost, doubt: most.doubt };
  }

  // Where he may widen the access, it has to be found in one of the accounts that he may be of.
  #inAnAccount(variant: CallerVariant, way: Way, found: Found, most: Found): Found {
    const { context, inEachAccount } = this.#inquiry;
    if (!exceeds(found.atMost, this.#atMost)) return found;
    for (const one of inEachAccount(variant)) {
      if (one === variant || context.steps.spent) return found;
      const there = this.#accessOfVariant(one, way);
      if (exceeds(there.atMost, most.atMost)) return found;
    }
    return most;
  }

  #accessOfVariant(variant: CallerVariant, way: Way): Found {
    if (variant.exposure === "private") return NO_ACCESS;
    const { context, denies, restricted } = this.#inquiry;
    // Somebody known by an id comes in as one of his account like any other, unless the statement asks for ids.
    const byId = variant.kind === "signed in" && variant.identity !== undefined;
    if (byId && !this.#takesOthers && !this.#asksForIds) return NO_ACCESS;
    const taken = allowTakes(this.#allow, variant, way, context);
    if (taken.outcome === "no") return NO_ACCESS;
    if (!byId) this.#takesOthers = true;
    const against = this.#inquiry.deniesAgainst(variant, way);
    this.#groups ??= groupGrants(this.#allow, denies, context, this.#inquiry.tellGrantsApart);
    const isCapped = way.limited || isLimitedByBlock(way, restricted);
    const exposure = isCapped ? narrower(variant.exposure, "external") : variant.exposure;
    let best: Found = NO_ACCESS;
    for (const group of this.#groups) {
      const passages = passagesOf(group.grant, variant, way, restricted, context);
      if (passages === "no") continue;
      let doubt: Doubt | "denied" | undefined;
      for (const passage of passages === "maybe" ? [ANYHOW] : passages) {
        doubt = this.#doubt(taken, against, group, passage, variant, way);
        if (doubt === undefined && passages !== "maybe") return { atLeast: exposure, atMost: exposure };
        if (doubt === "denied" || context.steps.spent) break;
      }
      if (doubt !== "denied" && best === NO_ACCESS)
        best = { atLeast: "private", atMost: exposure, doubt: doubt ?? { kind: "access point" } };
    }
    return best;
  }

  #doubt(
    taken: Taken,
    against: ReadonlyMap<number, Taken>,
    { grants, coveredBy }: GrantGroup,
    passage: Passage,
    variant: CallerVariant,
    way: Way,
  ): Doubt | "denied" | undefined {
    const { context, denies } = this.#inquiry;
    let doubt: Doubt | undefined;
    const missed: Taken["choices"][] = [];
    for (const index of coveredBy) {
      context.steps.take(1);
      const denied = against.get(index);
      const deny = denies[index];
      if (denied === undefined || deny === undefined) continue;
      if (denied.outcome === "can") {
        missed.push(denied.choices);
        continue;
      }
      this.#takenBy.add(deny);
      if (denied.outcome === "yes") return "denied";
      doubt ??= { kind: "deny", deny, condition: denied.unknown };
    }
    if (variant.kind === "service" && variant.uncertain) return { kind: "service" };
    if (taken.outcome === "maybe")
      return taken.unknown === undefined ? { kind: "who" } : { kind: "condition", condition: taken.unknown };
    if (doubt !== undefined) return doubt;
    const partly = [...against.keys()].filter((index) => !coveredBy.has(index));
    const chooser = { caller: variant, way, action: undefined, context };
    const allowed = [...taken.choices, ...passage.choices];
    if (partly.length === 0 && ![allowed, ...missed].some(dependsOnAction))
      return canChoose(allowed, missed, chooser) ? undefined : { kind: "choices" };
    // A call has to be found that the Denies which take a part of the grant leave, or that can miss them as well.
    let isLeft = false;
    for (const { action, takenBy } of this.#callsOf(passage.grants ?? grants, partly)) {
      if (context.steps.spent) break;
      const open = takenBy.map((place) => against.get(partly[place] ?? -1));
      if (open.some((deny) => deny?.outcome !== "can")) continue;
      isLeft = true;
      const all = [...missed, ...open.flatMap((deny) => (deny === undefined ? [] : [deny.choices]))];
      if (canChoose(allowed, all, this.#isStored ? { ...chooser, action } : chooser)) return undefined;
    }
    return { kind: isLeft ? "choices" : "parts" };
  }

  #callsOf(grants: readonly Grant[], partly: readonly number[]): readonly Call[] {
    const { context, denies } = this.#inquiry;
    const taking = partly.map((index) => denies[index]).filter((deny) => deny !== undefined);
    const calls = this.#calls.get(grants) ?? new Map<string, readonly Call[]>();
    this.#calls.set(grants, calls);
    const key = partly.join();
    const known = calls.get(key);
    if (known !== undefined) return known;
    const found = grants.flatMap((grant) => (context.steps.spent ? [] : callsOf(grant, taking, context)));
    calls.set(key, found);
    return found;
  }
}

/** Whether S3 would have stored an Allow: each key has to fit one of its actions. One that S3 would not counts as written. */
function isStored({ actions, conditions }: Statement): boolean {
  return conditions.every(
    ({ key }) =>
      actionsWith(key)?.some(
        (action) => actions.patterns.some((one) => includes(one, action)) !== actions.except,
      ) ?? true,
  );
}

const dependsOnAction = (choices: readonly Choice[]): boolean =>
  choices.some((one) => one !== WHO && actionsWith(one.key) !== undefined);

const ANYHOW: Passage = { choices: [] };
const NO_ACCESS: Found = { atLeast: "private", atMost: "private" };

/** The widest access that an Allow can give, by whom it names alone. */
function mostOf({ principals: { except, names } }: Statement): Exposure {
  const isFixed =
    !except && names.every(({ kind }) => kind === "account" || kind === "principal" || kind === "identity");
  return isFixed ? "external" : "public";
}
