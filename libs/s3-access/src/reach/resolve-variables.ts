import type { Condition } from "../policy/condition";
import { callerChooses } from "../policy/condition-keys";
import { hasWildcard } from "../policy/glob";
import { hasVariable } from "../policy/variable";
import type { BucketContext } from "./bucket-context";
import type { Guise } from "./caller";

const VARIABLE = /\$\{([^}]*)\}/g;

/** A condition with the variables put in that say the same in every request for the bucket: whose it is. */
export function withResource(condition: Condition, context: BucketContext): Condition {
  if (condition.variables.length === 0) return condition;
  const known = context.resolved.get(condition);
  if (known !== undefined) return known;
  const resolved = resolve(condition, context);
  context.resolved.set(condition, resolved);
  return resolved;
}

function resolve(condition: Condition, { organization, accountId }: BucketContext): Condition {
  const values: ReadonlyMap<string, string | undefined> = new Map([
    ["aws:resourceaccount", accountId],
    ["s3:resourceaccount", accountId],
    ["aws:resourceorgid", organization?.id],
  ]);
  const { test } = condition;
  const texts = condition.variables.map((text) =>
    text.replace(VARIABLE, (written, name: string) => values.get(name.toLowerCase()) ?? written),
  );
  const resolved = texts.filter((text) => !hasVariable(text));
  const isPattern = (text: string): boolean => (test === "like" || test === "arn") && hasWildcard(text);
  const exact = resolved.filter((text) => !isPattern(text));
  return {
    ...condition,
    exact: new Set([
      ...condition.exact,
      ...(test === "equals ignoring case" ? exact.map((text) => text.toLowerCase()) : exact),
    ]),
    patterns: [...condition.patterns, ...resolved.filter(isPattern)],
    variables: texts.filter(hasVariable),
  };
}

const TAG = /^\$\{aws:principaltag\/[^}]*\}$/i;

/**
 * What the variables left in a condition may stand for: whatever the caller wants (his tags, in a value that is nothing
 * else), something that is not known, or nothing where there are none.
 */
export function openValue({ variables }: Condition, caller: Guise): "no" | "can" | "maybe" {
  if (variables.length === 0) return "no";
  return caller.kind === "signed in" && variables.every((text) => TAG.test(text)) ? "can" : "maybe";
}

/** The same for a key whose value the caller chooses: it can be made to suit what else he chooses. */
export function chosenValue({ variables }: Condition, caller: Guise): "can" | "maybe" {
  if (variables.length === 0) return "can";
  const names = variables.flatMap((text) => [...text.matchAll(VARIABLE)].map(([, name = ""]) => name));
  return caller.kind === "signed in" && names.every((name) => callerChooses(name.toLowerCase()))
    ? "can"
    : "maybe";
}
