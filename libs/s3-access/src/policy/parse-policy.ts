import { isResource } from "@security-auto/iam-policy";
import type { BucketPolicy, Statement, UnreadableStatement } from "./bucket-policy";
import { readConditions } from "./condition";
import { MentionCollector } from "./mentions";
import { EVERYTHING, readPatterns } from "./patterns";
import { readPrincipals } from "./read-principals";

/**
 * Reads a bucket policy, as an object or as S3's JSON text. Takes what AWS takes: one statement or a list, one value or
 * a list wherever a list may stand, keys and operators in any case. Never throws: what makes no sense becomes an
 * unreadable statement, which is neither clean nor open.
 *
 * @example
 * ```ts
 * const policy = parseBucketPolicy('{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}}');
 * policyIsPublic(policy); // true
 * ```
 */
export function parseBucketPolicy(document: unknown): BucketPolicy {
  const mentions = new MentionCollector();
  const allows: Statement[] = [];
  const denies: Statement[] = [];
  const unreadable: UnreadableStatement[] = [];
  const policy = typeof document === "string" ? parseJson(document) : document;
  const twice =
    nameGivenTwice(policy) ?? (typeof document === "string" ? nameTwiceInText(document, policy) : undefined);
  if (twice !== undefined) {
    const because = `${twice}: which of them counts is not known`;
    return {
      allows,
      denies,
      unreadable: [{ name: "policy", mayAllow: true, mayDeny: true, because }],
      mentions,
    };
  }
  const variables = elementNamed(policy, "version") === KNOWS_VARIABLES;
  statementsOf(policy).forEach((given, index) => {
    const read = readStatement(given, `statement ${index + 1}`, variables);
    if (read.kind === "unreadable") {
      unreadable.push(read.statement);
      return;
    }
    (read.kind === "Allow" ? allows : denies).push(read.statement);
    mentions.addStatement(read.statement);
  });
  return { allows, denies, unreadable, mentions };
}

/** Policy variables exist in this version only; in others, and without any, `${` is text. */
const KNOWS_VARIABLES = "2012-10-17";

type ReadStatement =
  | { readonly kind: "Allow" | "Deny"; readonly statement: Statement }
  | { readonly kind: "unreadable"; readonly statement: UnreadableStatement };

function readStatement(given: unknown, place: string, variables: boolean): ReadStatement {
  const elements = elementsOf(given);
  const sid = elements?.sid;
  const name = typeof sid === "string" && sid !== "" ? sid : place;
  const effect = elements?.effect;
  const unreadable = (because: string, mayDeny = false): ReadStatement => ({
    kind: "unreadable",
    statement: { name, mayAllow: effect !== "Deny", mayDeny, because },
  });

  if (elements === undefined) return unreadable("it is not a statement");
  const twice = [given, elements.principal, elements.notprincipal].map(nameGivenTwice).find(Boolean);
  if (twice !== undefined)
    return { kind: "unreadable", statement: { name, mayAllow: true, mayDeny: true, because: twice } };
  if (effect !== "Allow" && effect !== "Deny") return unreadable("its Effect is neither Allow nor Deny");
  const principals = readPrincipals(elements.principal, elements.notprincipal);
  if (principals === undefined) return unreadable("its Principal is missing or not understood");
  // An Allow without the element gives all there is; a Deny that says less than it must takes nothing.
  const missing = effect === "Allow" ? EVERYTHING : undefined;
  const actions =
    readPatterns(elements.action, elements.notaction, { effect, variables, lowerCase: true }) ?? missing;
  const resources =
    readPatterns(elements.resource, elements.notresource, { effect, variables, lowerCase: false }) ?? missing;
  if (actions === undefined) return unreadable("its Action is missing or not understood");
  if (resources === undefined) return unreadable("its Resource is missing or not understood");
  if (!resources.patterns.every(isResource)) return unreadable("its Resource is no ARN", effect === "Deny");
  const conditions = readConditions(elements.condition, variables);
  return {
    kind: effect,
    statement: {
      name,
      principals,
      actions,
      writtenActions: writtenActions(elements),
      resources,
      conditions,
    },
  };
}

function statementsOf(policy: unknown): readonly unknown[] {
  const statement = elementNamed(policy, "statement");
  return Array.isArray(statement) ? statement : [statement];
}

function elementNamed(policy: unknown, wanted: string): unknown {
  if (!isObject(policy)) return undefined;
  return Object.entries(policy).findLast(([name]) => name.toLowerCase() === wanted)?.[1];
}

/** What says that an object has a name twice, in different cases; `undefined` when it does not. */
function nameGivenTwice(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const names = Object.keys(value);
  return new Set(names.map((name) => name.toLowerCase())).size < names.length
    ? "it has an element twice, written differently"
    : undefined;
}

// JSON.parse keeps the last of several members with one name. Whether S3 would store such a text, and what it would then
// mean, AWS does not say.
function nameTwiceInText(text: string, parsed: unknown): string | undefined {
  return parsed !== undefined && namesIn(text) > membersIn(parsed) ? "it has a name twice" : undefined;
}

/** How many names of members a JSON text holds: strings with a colon behind them. */
function namesIn(json: string): number {
  let names = 0;
  for (let at = json.indexOf('"'); at >= 0; at = json.indexOf('"', at + 1)) {
    at += 1;
    while (at < json.length && json[at] !== '"') at += json[at] === "\\" ? 2 : 1;
    if (isBeforeColon(json, at + 1)) names += 1;
  }
  return names;
}

function isBeforeColon(json: string, from: number): boolean {
  let at = from;
  while (/\s/.test(json[at] ?? "")) at += 1;
  return json[at] === ":";
}

function membersIn(value: unknown): number {
  let members = 0;
  const open = [value];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (typeof one !== "object" || one === null) continue;
    const inner: readonly unknown[] = Object.values(one);
    if (!Array.isArray(one)) members += inner.length;
    open.push(...inner.filter((each) => typeof each === "object" && each !== null));
  }
  return members;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Elements {
  sid: unknown;
  effect: unknown;
  principal: unknown;
  notprincipal: unknown;
  action: unknown;
  notaction: unknown;
  resource: unknown;
  notresource: unknown;
  condition: unknown;
}

function elementsOf(value: unknown): Readonly<Elements> | undefined {
  if (!isObject(value)) return undefined;
  const elements: Elements = {
    sid: undefined,
    effect: undefined,
    principal: undefined,
    notprincipal: undefined,
    action: undefined,
    notaction: undefined,
    resource: undefined,
    notresource: undefined,
    condition: undefined,
  };
  for (const [written, element] of Object.entries(value)) {
    const name = written.toLowerCase();
    if (isElement(name, elements)) elements[name] = element;
  }
  return elements;
}

function isElement(name: string, elements: Elements): name is keyof Elements {
  return Object.hasOwn(elements, name);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function writtenActions(elements: Readonly<Elements>): readonly string[] {
  const except = elements.action === undefined && elements.notaction !== undefined;
  const given = except ? elements.notaction : elements.action;
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  const texts = list.filter((action) => typeof action === "string");
  if (texts.length === 0) return ["*"];
  return except ? texts.map((action) => `all but ${action}`) : texts;
}
