import type { AcceptedPolicy } from "./accepted-policy";
import {
  type Check,
  exclusive,
  first,
  type InvalidPolicy,
  isRecord,
  kindOf,
  oneOf,
  optional,
  required,
  scalars,
  text,
  texts,
} from "./checks";

/**
 * Whether a value has the shape of a policy document as AWS accepts it; if not, the first thing
 * wrong is added to `problems`.
 */
export function isAcceptedPolicy(value: unknown, problems: InvalidPolicy[]): value is AcceptedPolicy {
  const problem = findProblem(value);
  if (problem !== undefined) problems.push(problem);
  return problem === undefined;
}

function findProblem(value: unknown): InvalidPolicy | undefined {
  if (!isRecord(value)) return { path: "", reason: `expected an object, found ${kindOf(value)}` };
  return (
    optional(value, "Version", "", oneOf("2012-10-17", "2008-10-17")) ??
    optional(value, "Id", "", text) ??
    statements(value["Statement"])
  );
}

function statements(value: unknown): InvalidPolicy | undefined {
  if (!Array.isArray(value)) return statement(value, "Statement");
  return first(value, (each, index) => statement(each, `Statement[${index}]`));
}

const statement: Check = (value, path) => {
  if (!isRecord(value)) return { path, reason: `expected a statement, found ${kindOf(value)}` };
  return (
    optional(value, "Sid", path, text) ??
    oneOf("Allow", "Deny")(value["Effect"], `${path}.Effect`) ??
    exclusive(value, "Action", "NotAction", path, texts) ??
    required(value, "Action", "NotAction", path) ??
    exclusive(value, "Resource", "NotResource", path, texts) ??
    exclusive(value, "Principal", "NotPrincipal", path, principal) ??
    optional(value, "Condition", path, condition)
  );
};

const principal: Check = (value, path) => {
  if (value === "*") return undefined;
  if (!isRecord(value)) return { path, reason: `expected "*" or principals by kind, found ${kindOf(value)}` };
  const kinds = Object.entries(value);
  if (kinds.length === 0) return { path, reason: "names no principal" };
  return first(kinds, ([kind, names]) => texts(names, `${path}.${kind}`));
};

const condition: Check = (value, path) => {
  if (!isRecord(value)) return { path, reason: `expected operators, found ${kindOf(value)}` };
  return first(Object.entries(value), ([operator, keys]) => {
    const place = `${path}.${operator}`;
    if (!isRecord(keys)) return { path: place, reason: `expected condition keys, found ${kindOf(keys)}` };
    return first(Object.entries(keys), ([key, values]) => scalars(values, `${place}.${key}`));
  });
};
