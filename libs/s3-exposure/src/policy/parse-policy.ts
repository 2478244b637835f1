import {
  isRecord,
  isResource,
  listOf,
  POLICY_ELEMENTS,
  PRINCIPAL_KINDS,
  readJson,
  STATEMENT_ELEMENTS,
  unknownElements,
  VERSION_WITH_VARIABLES,
} from "@security-auto/iam-policy";
import type { BucketPolicy, UnreadableStatement } from "./bucket-policy";
import type { Statement } from "./statement";
import { readConditions } from "./condition";
import { MentionCollector } from "./mentions";
import { EVERYTHING, readPatterns } from "./patterns";
import { readPrincipals } from "./principals";

/**
 * Reads a bucket policy, as an object or as S3's JSON text. Takes what AWS takes: one statement or a list, one value or
 * a list wherever a list may stand, and condition keys in any case. Never throws: what makes no sense becomes an
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
  const read = typeof document === "string" ? readJson(document) : { value: document };
  const policy = "value" in read && isRecord(read.value) ? read.value : {};
  const problem = "problem" in read ? read.problem : notKnown(policy, POLICY_ELEMENTS);
  if (problem !== undefined) {
    const because = `it ${problem}`;
    return {
      allows,
      denies,
      unreadable: [{ name: "policy", mayAllow: true, mayDeny: true, because }],
      mentions,
    };
  }
  const variables = policy["Version"] === VERSION_WITH_VARIABLES;
  listOf(policy["Statement"]).forEach((given, index) => {
    const statement = readStatement(given, `statement ${index + 1}`, variables);
    if (statement.kind === "unreadable") {
      unreadable.push(statement.statement);
      return;
    }
    (statement.kind === "Allow" ? allows : denies).push(statement.statement);
    mentions.addStatement(statement.statement);
  });
  return { allows, denies, unreadable, mentions };
}

type ReadStatement =
  | { readonly kind: "Allow" | "Deny"; readonly statement: Statement }
  | { readonly kind: "unreadable"; readonly statement: UnreadableStatement };

function readStatement(given: unknown, place: string, variables: boolean): ReadStatement {
  const elements = isRecord(given) ? given : {};
  const { Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } =
    elements;
  const name = typeof Sid === "string" && Sid !== "" ? Sid : place;
  const unreadable = (because: string, mayDeny = false): ReadStatement => ({
    kind: "unreadable",
    statement: { name, mayAllow: Effect !== "Deny", mayDeny, because },
  });

  if (!isRecord(given)) return unreadable("it is not a statement");
  const unknown =
    notKnown(given, STATEMENT_ELEMENTS) ?? kindInAnotherCase(Principal) ?? kindInAnotherCase(NotPrincipal);
  if (unknown !== undefined) return unreadable(`it ${unknown}`, Effect !== "Allow");
  if (Effect !== "Allow" && Effect !== "Deny") return unreadable("its Effect is neither Allow nor Deny");
  const principals = readPrincipals(Principal, NotPrincipal);
  if (principals === undefined) return unreadable("its Principal is missing or not understood");
  // An Allow without the element gives all there is; a Deny that says less than it must takes nothing.
  const missing = Effect === "Allow" ? EVERYTHING : undefined;
  const reading = { effect: Effect, variables } as const;
  const actions = readPatterns(Action, NotAction, { ...reading, lowerCase: true }) ?? missing;
  const resources = readPatterns(Resource, NotResource, { ...reading, lowerCase: false }) ?? missing;
  if (actions === undefined) return unreadable("its Action is missing or not understood");
  if (resources === undefined) return unreadable("its Resource is missing or not understood");
  if (!resources.patterns.every(isResource)) return unreadable("its Resource is no ARN", Effect === "Deny");
  return {
    kind: Effect,
    statement: {
      name,
      principals,
      actions,
      writtenActions: writtenActions(Action, NotAction),
      resources,
      conditions: readConditions(Condition, variables),
    },
  };
}

/** What says that an object has a member that IAM's grammar does not have; names in another case are none of its. */
function notKnown(value: unknown, elements: readonly string[]): string | undefined {
  const unknown = isRecord(value) ? unknownElements(value, elements) : [];
  return unknown.length > 0 ? `has elements that are not known: ${unknown.join(", ")}` : undefined;
}

function kindInAnotherCase(principals: unknown): string | undefined {
  const kinds = isRecord(principals) ? unknownElements(principals, PRINCIPAL_KINDS) : [];
  const kind = kinds.find((name) =>
    PRINCIPAL_KINDS.some((known) => known.toLowerCase() === name.toLowerCase()),
  );
  return kind === undefined ? undefined : `has a kind of principals that is not known: ${kind}`;
}

function writtenActions(action: unknown, notAction: unknown): readonly string[] {
  const except = action === undefined && notAction !== undefined;
  const given = except ? notAction : action;
  const texts = listOf(given).filter((one) => typeof one === "string");
  if (texts.length === 0) return ["*"];
  return except ? texts.map((one) => `all but ${one}`) : texts;
}
