import type { AcceptedStatement } from "@security-auto/iam-policy";
import { type Grant, grantsOf, resourcesOf } from "../policies/grant";
import { type HeldStatement, nameOfHolder, nameOfStatement } from "../policies/held-statement";
import type { ConditionKey } from "../stack/template-edit";

/** A stack with one action too few or one too many in one of its statements. */
export interface ActionMutant {
  readonly kind: "removed" | "added";
  readonly held: HeldStatement;
  readonly action: string;
}

/** A stack with one of its statements on every resource there is, or for everybody there is. */
interface WidenedMutant {
  readonly kind: "any resource" | "any principal";
  readonly held: HeldStatement;
}

/** A stack with one key of a condition dropped. */
interface UnconditionalMutant extends ConditionKey {
  readonly kind: "unconditional";
  readonly held: HeldStatement;
}

/** A stack with one key of a condition that holds for more than it did. */
interface LoosenedMutant extends ConditionKey {
  readonly kind: "loosened";
  readonly held: HeldStatement;
  readonly to: { readonly operator: string; readonly value?: string };
}

/** A stack without one of its Deny statements. */
interface UndeniedMutant {
  readonly kind: "undenied";
  readonly held: HeldStatement;
}

export type WiderMutant = WidenedMutant | UnconditionalMutant | LoosenedMutant | UndeniedMutant;
export type Mutant = ActionMutant | WiderMutant;

export function nameOfMutant(mutant: Mutant): string {
  return `${nameOfHolder(mutant.held.holder)}, ${nameOfStatement(mutant.held)}: ${changeOf(mutant)}`;
}

function changeOf(mutant: Mutant): string {
  switch (mutant.kind) {
    case "removed":
    case "added":
      return `${mutant.action} ${mutant.kind}`;
    case "any resource":
      return "resource widened to *";
    case "any principal":
      return "principal widened to *";
    case "unconditional":
      return `condition ${mutant.key} dropped`;
    case "loosened":
      return `condition ${mutant.key} as ${mutant.to.operator} ${mutant.to.value ?? ""}`.trimEnd();
    case "undenied":
      return "Deny removed";
  }
}

/** One mutant for each action of each statement, with that action removed. */
export function removals(statements: readonly HeldStatement[]): readonly ActionMutant[] {
  const mutants = statements
    .flatMap(grantsOf)
    .map(({ held, action }: Grant): ActionMutant => ({ kind: "removed", held, action }));
  return [...new Map(mutants.map((mutant) => [nameOfMutant(mutant), mutant])).values()];
}

/**
 * One mutant for each action of each statement, with another real action of the same service added; each with another
 * one, as far as the service has them.
 *
 * @param actionsOf - the names of a service's actions, such as `GetBucketAcl` of `s3`
 */
export async function additions(
  statements: readonly HeldStatement[],
  actionsOf: (service: string) => Promise<readonly string[]>,
): Promise<readonly ActionMutant[]> {
  const mutants: ActionMutant[] = [];
  const taken = new Set(statements.flatMap(grantsOf).map(({ held, action }) => keyOf(held, action)));
  for (const { held, action } of removals(statements)) {
    const [service = "", name = ""] = action.split(":");
    const names = await actionsOf(service);
    const at = names.indexOf(name) + 1;
    const next = [...names.slice(at), ...names.slice(0, at)]
      .map((each) => `${service}:${each}`)
      .find((each) => !taken.has(keyOf(held, each)));
    if (next === undefined) continue;
    taken.add(keyOf(held, next));
    mutants.push({ kind: "added", held, action: next });
  }
  return mutants;
}

/** One mutant for each statement that grants something on less than every resource; a trust policy names none. */
export function widenings(statements: readonly HeldStatement[]): readonly WidenedMutant[] {
  return statements
    .filter(({ statement }) => statement.Effect === "Allow")
    .filter(({ statement }) => {
      const resources = resourcesOf(statement);
      return resources.length > 0 && !resources.includes("*");
    })
    .map((held) => ({ kind: "any resource", held }));
}

/**
 * One mutant for each statement of a trust or resource policy that grants something to less than everybody. Where a
 * condition names the callers one by one, a wider principal allows nobody else: dropping that condition is the mutant.
 */
export function openings(statements: readonly HeldStatement[]): readonly WidenedMutant[] {
  return statements
    .filter(({ statement }) => statement.Effect === "Allow")
    .filter(({ statement }) => statement.Principal !== undefined && statement.Principal !== "*")
    .filter(({ statement }) => !namesCallers(statement))
    .map((held) => ({ kind: "any principal", held }));
}

function namesCallers({ Condition }: AcceptedStatement): boolean {
  const callers = [Condition?.["ArnEquals"]?.["aws:PrincipalArn"] ?? []].flat();
  return callers.length > 0 && !callers.some((arn) => /[*?]/.test(String(arn)));
}

/** One mutant for each key of each condition: a condition with more than one is not held together by the others. */
export function droppedConditions(statements: readonly HeldStatement[]): readonly UnconditionalMutant[] {
  return statements.flatMap((held) =>
    Object.entries(held.statement.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.keys(keys).map((key) => ({ kind: "unconditional" as const, held, operator, key })),
    ),
  );
}

/** One mutant for each way in which a key of an Allow's condition can hold for more than it should. */
export function loosenedConditions(statements: readonly HeldStatement[]): readonly LoosenedMutant[] {
  return statements
    .filter(({ statement }) => statement.Effect === "Allow")
    .flatMap((held) =>
      Object.entries(held.statement.Condition ?? {}).flatMap(([operator, keys]) =>
        Object.entries(keys).flatMap(([key, value]) =>
          looser(operator, value, held.statement).map((to) => ({
            kind: "loosened" as const,
            held,
            operator,
            key,
            to,
          })),
        ),
      ),
    );
}

/**
 * The same when the key is missing; and, of a text, what only begins like it, or is alike in all parts but one. A test for
 * the key itself has no looser form, and `ForAllValues:` holds for a missing key as it is.
 */
function looser(
  operator: string,
  value: unknown,
  { Principal }: AcceptedStatement,
): readonly LoosenedMutant["to"][] {
  if (operator === "Null") return [];
  const absent = [
    ...(/^ForAllValues:|IfExists$/.test(operator) ? [] : [{ operator: `${operator}IfExists` }]),
    ...(operator.includes(":") ? [] : [{ operator: `ForAllValues:${operator}` }]),
  ];
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const texts = values.filter((each) => typeof each === "string");
  const name = operator.replace(/^.*:|IfExists$/g, "");
  if (name.startsWith("Arn")) {
    // The account of a caller is the principal's, where that names one.
    const open =
      operator !== "ArnEquals" ||
      Principal === "*" ||
      typeof Principal !== "object" ||
      Principal.AWS === undefined;
    const wider = texts.flatMap((arn) => widerArns(arn, { account: open }));
    return [...absent, ...wider.map((arn) => ({ operator: "ArnLike", value: arn }))];
  }
  return name.startsWith("String")
    ? [...absent, ...texts.flatMap(prefixes).map((text) => ({ operator: "StringLike", value: text }))]
    : absent;
}

function prefixes(text: string): readonly string[] {
  const isPrefix = text.endsWith("*");
  const stem = isPrefix ? text.slice(0, -1) : text;
  // All account ids are of one length: none begins with another.
  const longer = isPrefix || /^\d{12}$/.test(text) ? [] : [`${text}*`];
  return [`${stem.slice(0, 2)}*`, `${stem.slice(0, -1)}*`, ...longer];
}

/** Region, account and resource, each left open. */
function widerArns(arn: string, { account }: { readonly account: boolean }): readonly string[] {
  const parts = arn.split(":");
  const open = (account ? [3, 4] : [3])
    .filter((part) => parts[part] !== "" && parts[part] !== "*")
    .map((part) => parts.map((each, index) => (index === part ? "*" : each)).join(":"));
  return [...open, `${parts.slice(0, 5).join(":")}:*`, ...(arn.endsWith("*") ? [] : [`${arn}*`])];
}

/** One mutant for each Deny. */
export function undenied(statements: readonly HeldStatement[]): readonly UndeniedMutant[] {
  return statements
    .filter(({ statement }) => statement.Effect === "Deny")
    .map((held) => ({ kind: "undenied", held }));
}

function keyOf({ holder }: HeldStatement, action: string): string {
  return `${holder.kind} ${holder.arn} ${action}`;
}
