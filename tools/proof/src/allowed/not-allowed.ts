import { LocalCloudError, type StackResource } from "@security-auto/local-cloud";
import { parseArn } from "@security-auto/iam-policy";
import type { Json } from "../stack/template-edit";
import type { Allowed, AllowedPaths, AllowedStack } from "./allowed";

/** A template as it is deployed, and what the local cloud makes of its references. */
export interface ReadTemplate {
  /** For messages. */
  readonly name: string;
  readonly content: Json;
  readonly account: string;
  readonly region: string;
  /** By logical id; a resource that is not made here is missing. */
  readonly resources: ReadonlyMap<string, StackResource>;
}

/** What the values of a template are compared with. */
export interface Surroundings {
  /** The security account. */
  readonly home: string;
  /** Of everything that the stacks make. */
  readonly arns: ReadonlySet<string>;
  /** Of the queues that Lambda polls for a function of the stacks. */
  readonly polledQueues: ReadonlySet<string>;
  readonly memberTemplate: Json;
}

/** Everything in a template that its list does not have, a line each. */
export function notAllowed(
  template: ReadTemplate,
  allowed: AllowedStack,
  surroundings: Surroundings,
): readonly string[] {
  const { name, content } = template;
  const { Resources, ...sections } = content;
  const context: Context = { ...surroundings, account: template.account, region: template.region };
  const found = [
    ...problemsIn(sections, allowed.template, "", context).map((problem) => `${name}: ${problem}`),
    ...Object.entries(isJson(Resources) ? Resources : {}).flatMap(([logicalId, resource]) =>
      inResource(logicalId, isJson(resource) ? resource : {}, template, allowed, context),
    ),
  ];
  return found.map((line) => `not allowed: ${line}; what is intended is listed in ${allowed.file}`);
}

type Context = Surroundings & Pick<ReadTemplate, "account" | "region">;

function inResource(
  logicalId: string,
  { Type, Properties = {}, ...attributes }: Json,
  { name, resources, content }: ReadTemplate,
  { attributes: allowedAttributes, resources: types }: AllowedStack,
  context: Context,
): readonly string[] {
  const type = String(Type);
  const place = `${name}, ${logicalId} (${type})`;
  const allowed = types[type];
  if (allowed === undefined) return [`${place}: no resource of this type is listed`];
  const resource = resources.get(logicalId);
  if (resource === undefined) return [`${place}: it is not made in the place that is proven`];
  const names = Object.keys(isJson(Properties) ? Properties : {});
  const problems = [
    ...problemsIn(attributes, allowedAttributes, "", context),
    ...openChoices(Properties, "", Object.keys(isJson(content["Parameters"]) ? content["Parameters"] : {})),
    ...names.flatMap((property) =>
      problemsAt(resolved(resource, property), allowed.properties, property, context),
    ),
    ...(allowed.needs ?? [])
      .filter((row) => !row.some((each) => names.includes(each)))
      .map((row) => `${row.join(" or ")} is missing`),
  ];
  return problems.map((problem) => `${place}: ${problem}`);
}

/** In place of a value that cannot be read: it is like nothing that is listed. */
class Unreadable {
  readonly #why: string;

  constructor(why: string) {
    this.#why = why;
  }

  toJSON(): string {
    return this.#why;
  }
}

function resolved(resource: StackResource, property: string): unknown {
  try {
    return resource.property(property);
  } catch (error) {
    if (error instanceof LocalCloudError) return new Unreadable(error.message);
    throw error;
  }
}

const CHOICES: readonly string[] = ["Fn::If", "Fn::FindInMap", "Fn::ImportValue", "Fn::Transform"];

/** What is another value in another deployment of the same template: only one of them would be looked at. */
function openChoices(value: unknown, path: string, parameters: readonly string[]): readonly string[] {
  if (Array.isArray(value))
    return value.flatMap((each: unknown) => openChoices(each, `${path}[]`, parameters));
  if (!isJson(value)) return [];
  const { Ref } = value;
  if (typeof Ref === "string" && parameters.includes(Ref)) return [`${path} depends on the parameter ${Ref}`];
  return Object.entries(value).flatMap(([key, inner]) =>
    CHOICES.includes(key)
      ? [`${path} depends on ${key}`]
      : openChoices(inner, path === "" ? key : `${path}.${key}`, parameters),
  );
}

function problemsIn(value: Json, allowed: AllowedPaths, path: string, context: Context): readonly string[] {
  return Object.entries(value).flatMap(([key, inner]) =>
    problemsAt(inner, allowed, path === "" ? key : `${path}.${key}`, context),
  );
}

function problemsAt(
  value: unknown,
  allowed: AllowedPaths,
  path: string,
  context: Context,
): readonly string[] {
  const rule = Object.hasOwn(allowed, path) ? allowed[path] : undefined;
  if (rule !== undefined) {
    return fits(value, rule, context) ? [] : [`${path} is ${shown(value)}, and may only be ${wanted(rule)}`];
  }
  const leadsOn = Object.keys(allowed).some(
    (each) => each.startsWith(`${path}.`) || each.startsWith(`${path}[]`),
  );
  if (!leadsOn) return [`${path} is not listed`];
  if (Array.isArray(value)) {
    return value.flatMap((each: unknown) => problemsAt(each, allowed, `${path}[]`, context));
  }
  return isJson(value) ? problemsIn(value, allowed, path, context) : [`${path} is ${shown(value)}`];
}

function fits(value: unknown, rule: Allowed, context: Context): boolean {
  const { account, region, home } = context;
  if (value instanceof Unreadable) return false;
  switch (rule.kind) {
    case "text":
      return ["string", "number", "boolean"].includes(typeof value);
    case "judged":
    case "anything":
      return true;
    case "is":
      return rule.values.some((each) => JSON.stringify(each) === JSON.stringify(value));
    case "like":
      return typeof value === "string" && isLike(rule.pattern, value, { account, region, home });
    case "json like":
      return isLike(rule.pattern, JSON.stringify(value), { account, region, home });
    case "ours":
      if (typeof value !== "string") return false;
      if (rule.orPolledQueue === true && context.polledQueues.has(value)) return true;
      if (rule.orLike?.test(value) === true) return true;
      return (
        rule.services.includes(parseArn(value)?.service ?? "") &&
        (context.arns.has(value) || isBusOf(home, value))
      );
    case "member template":
      return typeof value === "string" && isSameJson(value, context.memberTemplate);
  }
}

/** A bus that is there already is not made by the stacks. */
function isBusOf(account: string, arn: string): boolean {
  const { service, accountId, resource = "" } = parseArn(arn) ?? {};
  return service === "events" && accountId === account && /^event-bus\/[^*?]+$/.test(resource);
}

const PLACES = ["account", "region", "home"] as const;
type Place = Readonly<Record<(typeof PLACES)[number], string>>;

/** The groups of a pattern are about the place. */
function isLike(pattern: RegExp, value: string, place: Place): boolean {
  const match = pattern.exec(value);
  return (
    match !== null &&
    PLACES.every((name) => match.groups?.[name] === undefined || match.groups[name] === place[name])
  );
}

function isSameJson(text: string, content: Json): boolean {
  try {
    return JSON.stringify(JSON.parse(text)) === JSON.stringify(content);
  } catch {
    return false;
  }
}

function wanted(rule: Allowed): string {
  switch (rule.kind) {
    case "is":
      return rule.values.map((each) => JSON.stringify(each)).join(" or ");
    case "like":
    case "json like":
      return `like ${rule.pattern.source}`;
    case "ours":
      return `something of ${rule.services.join(", ")} that the stacks make${rule.orPolledQueue === true ? ", or a queue that Lambda polls" : ""}`;
    case "member template":
      return "the member stack's template";
    default:
      return "a text, a number or a boolean";
  }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}

function isJson(value: unknown): value is Json {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Unreadable)
  );
}
