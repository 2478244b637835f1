import type { Branch } from "./branches";
import { consistentMatch } from "./consistent-match";
import type { Field } from "./field";
import { isList, isObject, isScalar, type JsonObject } from "./json";

type Verdict = "holds" | "fails" | "needs search";

/**
 * Matches one branch. Fields that an event holds plainly are looked up and tested without a single
 * allocation; an event that has lists on the way, or dotted keys, takes the general search.
 */
export function branchMatcher(branch: Branch): (event: JsonObject) => boolean {
  const consistent = consistentMatch(branch);
  return (event) => {
    let plain = true;
    for (const field of branch) {
      const verdict = lookUp(event, field);
      if (verdict === "fails") return false;
      if (verdict === "needs search") plain = false;
    }
    return plain || consistent(event);
  };
}

function lookUp(event: JsonObject, field: Field): Verdict {
  const { segments, spans } = field;
  let node: unknown = event;
  for (let used = 0; used < segments.length; used += 1) {
    const segment = segments[used];
    const joined = spans[used];
    if (!isObject(node) || segment === undefined || joined === undefined) {
      return isList(node) ? "needs search" : missing(field);
    }
    for (const { key } of joined) if (Object.hasOwn(node, key)) return "needs search";
    if (!Object.hasOwn(node, segment)) return missing(field);
    node = node[segment];
  }
  if (isScalar(node)) return field.test(node) ? "holds" : "fails";
  return isList(node) ? lookUpList(node, field) : missing(field);
}

/** A list of plain values holds if one of them does; objects in it are no values of this field. */
function lookUpList(list: readonly unknown[], field: Field): Verdict {
  let values = 0;
  let holds = false;
  for (const element of list) {
    if (isList(element)) return "needs search";
    if (!isScalar(element)) continue;
    values += 1;
    holds ||= field.test(element);
  }
  if (values === 0) return missing(field);
  return holds ? "holds" : "fails";
}

function missing(field: Field): Verdict {
  return field.absent ? "holds" : "fails";
}
