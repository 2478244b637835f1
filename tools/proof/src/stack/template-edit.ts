import type { StatementPlace } from "../policies/held-statement";

export type Json = Record<string, unknown>;

/** One key of a statement's condition, e.g. `StringEquals` and `aws:SourceAccount`. */
export interface ConditionKey {
  readonly operator: string;
  readonly key: string;
}

/** A change to one of the templates, made in place. `template`: which one it is given. */
export type TemplateEdit = (template: StatementPlace["template"], content: Json) => void;

export const UNCHANGED: TemplateEdit = () => undefined;

/** Both changes, one after the other. */
export function both(one: TemplateEdit, other: TemplateEdit): TemplateEdit {
  return (template, content) => {
    one(template, content);
    other(template, content);
  };
}

/** Every resource of one type, as the template has it. */
export function resourcesOfType(
  content: Json,
  type: string,
): readonly (readonly [logicalId: string, Json])[] {
  return Object.entries(objectAt(content, "Resources")).flatMap(([logicalId, resource]) =>
    isJson(resource) && resource["Type"] === type
      ? [[logicalId, objectAt(resource, "Properties")] as const]
      : [],
  );
}

/** Takes one action out of a statement; the statement, when it was the only one; the resource, when it is only that. */
export function withoutAction({ template, logicalId, path }: StatementPlace, action: string): TemplateEdit {
  return edit(template, logicalId, (resources) => {
    const statement = statementIn(resources, logicalId, path);
    const { Action } = statement;
    if (Array.isArray(Action) && Action.length > 1)
      statement["Action"] = Action.filter((each) => each !== action);
    else removeStatement(resources, logicalId, path);
  });
}

/** Lets a statement grant one more action. */
export function withAction({ template, logicalId, path }: StatementPlace, action: string): TemplateEdit {
  return edit(template, logicalId, (resources) => {
    const statement = statementIn(resources, logicalId, path);
    const { Action } = statement;
    statement["Action"] = [...(Array.isArray(Action) ? (Action as unknown[]) : [Action]), action];
  });
}

/** Lets a statement grant its actions on every resource, or to everybody. */
export function withAny(
  { template, logicalId, path }: StatementPlace,
  element: "Resource" | "Principal",
): TemplateEdit {
  return edit(template, logicalId, (resources) => {
    const statement = statementIn(resources, logicalId, path);
    Reflect.deleteProperty(statement, `Not${element}`);
    statement[element] = "*";
  });
}

/** Takes one key out of a statement's condition; the condition, when it was the only one. */
export function withoutConditionKey(
  { template, logicalId, path }: StatementPlace,
  { operator, key }: ConditionKey,
): TemplateEdit {
  return edit(template, logicalId, (resources) => {
    const statement = statementIn(resources, logicalId, path);
    const condition = objectAt(statement, "Condition");
    const keys = objectAt(condition, operator);
    Reflect.deleteProperty(keys, key);
    if (Object.keys(keys).length === 0) Reflect.deleteProperty(condition, operator);
    if (Object.keys(condition).length === 0) delete statement["Condition"];
  });
}

/** Compares one key of a statement's condition by another operator, or with another value. */
export function withCondition(
  { template, logicalId, path }: StatementPlace,
  { operator, key }: ConditionKey,
  to: { readonly operator: string; readonly value?: string },
): TemplateEdit {
  return edit(template, logicalId, (resources) => {
    const condition = objectAt(statementIn(resources, logicalId, path), "Condition");
    const { [key]: before, ...others } = objectAt(condition, operator);
    if (Object.keys(others).length === 0) Reflect.deleteProperty(condition, operator);
    else condition[operator] = others;
    condition[to.operator] = { ...objectAt(condition, to.operator), [key]: to.value ?? before };
  });
}

/** Takes a whole statement out; the resource, when it is only that. */
export function withoutStatement({ template, logicalId, path }: StatementPlace): TemplateEdit {
  return edit(template, logicalId, (resources) => {
    removeStatement(resources, logicalId, path);
  });
}

function removeStatement(resources: Json, logicalId: string, path: StatementPlace["path"]): void {
  const index = path.at(-1);
  const list = valueAt(objectAt(objectAt(resources, logicalId), "Properties"), path.slice(0, -1));
  if (Array.isArray(list) && typeof index === "number") list.splice(index, 1);
  else Reflect.deleteProperty(resources, logicalId);
}

function edit(
  template: StatementPlace["template"],
  logicalId: string,
  change: (resources: Json) => void,
): TemplateEdit {
  return (given, content) => {
    const resources = objectAt(content, "Resources");
    if (given === template && Object.hasOwn(resources, logicalId)) change(resources);
  };
}

function statementIn(resources: Json, logicalId: string, path: StatementPlace["path"]): Json {
  return statementAt(objectAt(objectAt(resources, logicalId), "Properties"), path);
}

function statementAt(properties: Json, path: StatementPlace["path"]): Json {
  const statement = valueAt(properties, path);
  if (!isJson(statement)) throw new TypeError(`no statement at ${path.join(".")}`);
  return statement;
}

function valueAt(value: unknown, path: StatementPlace["path"]): unknown {
  return path.reduce<unknown>(
    (inside, key) =>
      typeof inside === "object" && inside !== null
        ? (inside as Record<string | number, unknown>)[key]
        : undefined,
    value,
  );
}

function objectAt(value: Json, key: string): Json {
  const found = value[key];
  return isJson(found) ? found : {};
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
