import {
  includes,
  isCallerKey,
  isFlagAlwaysSent,
  parseArn,
  readRange,
  writeAddress,
} from "@security-auto/iam-policy";
import type { Condition } from "../policy/condition";
import { isPrincipalArn, organizationIn } from "../policy/value-parts";
import type { BucketContext } from "./bucket-context";
import type { Belonging, Guise } from "./caller";
import { holdsFor, numberOf } from "./concrete";

/** A condition that a caller can meet or not, as he likes. */
export interface Choice {
  readonly condition: Condition;
  readonly wanted: boolean;
}

/** What stands for the choice of who to be among those a pattern of principals takes in. */
export const WHO = "who";

/**
 * Whether one request can meet all that an Allow leaves to the caller and miss each Deny: where two ask about the same
 * thing, a value has to be found that suits both. Says so only when such a request is certain to exist.
 */
export function canChoose(
  allowed: readonly (Condition | typeof WHO)[],
  denied: readonly (readonly (Condition | typeof WHO)[])[],
  caller: Guise,
  context: BucketContext,
): boolean {
  const { steps } = context;
  let open = denied;
  // A Deny is missed at no cost to others by a thing that nobody else asks about.
  for (;;) {
    steps.take(open.length);
    if (steps.spent) return false;
    const asked = askedAbout([allowed, ...open]);
    const rest = open.filter((conditions) => !conditions.some((one) => asked.get(groupOf(one)) === 1));
    if (rest.length === open.length) break;
    open = rest;
  }
  const asked = askedAbout([allowed, ...open]);
  const suits = new Map<string, boolean>();
  for (const [group, times] of asked)
    suits.set(group, times === 1 || isSolvable(choicesIn(group, allowed, open), caller, context));
  return (
    allowed.every((one) => suits.get(groupOf(one)) === true) &&
    open.every((conditions) => conditions.some((one) => suits.get(groupOf(one)) === true))
  );
}

function askedAbout(lists: readonly (readonly (Condition | typeof WHO)[])[]): Map<string, number> {
  const asked = new Map<string, number>();
  for (const one of lists.flat()) asked.set(groupOf(one), (asked.get(groupOf(one)) ?? 0) + 1);
  return asked;
}

// Who calls is one choice, whatever key tells it; so is where from.
function groupOf(one: Condition | typeof WHO): string {
  if (one === WHO) return WHO;
  switch (one.facts?.tells) {
    case "caller":
    case "source":
      return WHO;
    case "network":
    case "access point":
      return one.facts.tells;
    default:
      return one.key;
  }
}

function choicesIn(
  group: string,
  allowed: readonly (Condition | typeof WHO)[],
  denied: readonly (readonly (Condition | typeof WHO)[])[],
): readonly Choice[] | undefined {
  const choices: Choice[] = [];
  const add = (one: Condition | typeof WHO, wanted: boolean): boolean => {
    if (groupOf(one) !== group) return true;
    if (one === WHO) return false;
    choices.push({ condition: one, wanted });
    return true;
  };
  const known =
    allowed.every((one) => add(one, true)) &&
    denied.every((conditions) => conditions.every((one) => add(one, false)));
  return known ? choices : undefined;
}

function isSolvable(
  choices: readonly Choice[] | undefined,
  caller: Guise,
  { steps }: BucketContext,
): boolean {
  const [first] = choices ?? [];
  if (choices === undefined || first === undefined) return false;
  const { key } = first.condition;
  if (choices.some(({ condition }) => condition.key !== key)) return false;
  const values = candidates(key, choices, caller);
  steps.take(values.length);
  return values.some(
    (value) =>
      !steps.spent && choices.every(({ condition, wanted }) => holdsFor(condition, value, steps) === wanted),
  );
}

/** Values worth trying: none, one that nobody names, and for each that is named some that fit it or just miss it. */
function candidates(key: string, choices: readonly Choice[], caller: Guise): readonly (string | undefined)[] {
  const conditions = choices.map(({ condition }) => condition);
  if (isCallerKey(key))
    return candidatesFor(
      key,
      conditions.flatMap(({ patterns }) => patterns),
      caller,
    );
  if (isFlagAlwaysSent(key)) return ["true", "false"];
  const found = new Set<string | undefined>([undefined, "none that is named"]);
  for (const { test, exact, patterns } of conditions) {
    for (const text of exact) for (const value of near(test, text)) found.add(value);
    for (const pattern of patterns) for (const value of examples(pattern)) found.add(value);
  }
  return [...found];
}

// Only what a caller of this account and organization can have.
function candidatesFor(key: string, patterns: readonly string[], caller: Guise): readonly string[] {
  if (caller.kind !== "signed in") return [];
  const { account, organization } = caller;
  if (key === "aws:principalorgpaths")
    return patterns.flatMap(examples).filter((path) => belongsTo(organizationIn(path), organization));
  if (key !== "aws:principalarn" || (account.kind !== "known" && account.kind !== "unnamed")) return [];
  const id = account.kind === "known" ? account.id : SOME_ACCOUNT;
  return [...patterns, "arn:aws:iam::*:role/NoneThatIsNamed"].flatMap((pattern) => {
    const parts = parseArn(pattern);
    if (parts === undefined || !includes(parts.accountId, id)) return [];
    const { partition, service, region, resource } = parts;
    return examples(resource)
      .map((one) =>
        ["arn", partition.replace("*", "aws"), service.replace("*", "iam"), region, id, one].join(":"),
      )
      .filter(isPrincipalArn);
  });
}

const SOME_ACCOUNT = "999999999999";

function belongsTo(id: string, organization: Belonging): boolean {
  return organization.kind === "known" ? organization.id === id : organization.kind === "unnamed";
}

function examples(pattern: string): readonly string[] {
  const ones = pattern.replaceAll("?", "x");
  return [ones.replaceAll("*", ""), ones.replaceAll("*", "x")];
}

function near(test: Condition["test"], text: string): readonly string[] {
  if (test === "ip") return nearAddresses(text);
  return test === "number" || test === "time" ? nearNumbers(text, test) : [text];
}

function nearNumbers(text: string, test: Condition["test"]): readonly string[] {
  const number = numberOf(text, test);
  return Number.isNaN(number) ? [] : [number - 1, number, number + 1].map(String);
}

function nearAddresses(text: string): readonly string[] {
  const range = readRange(text);
  if (range === undefined) return [];
  const last = (1n << BigInt(range.bits)) - 1n;
  return [range.first - 1n, range.first, range.last, range.last + 1n]
    .filter((address) => address >= 0n && address <= last)
    .map((address) => writeAddress(address, range.bits));
}
