import type { Branch } from "./branches";
import { consistentMatch } from "./consistent-match";
import type { Field } from "./field";
import { isList, isObject, isScalar, type JsonObject } from "./core/json";

/** The fields of a branch by their segments, so that objects they share are looked up once. */
interface Step {
  readonly key: string;
  /** The field whose path ends here. */
  readonly field: Field | undefined;
  readonly next: readonly Step[];
}

type Verdict = "holds" | "fails" | "needs search";

/**
 * Matches one branch. Values that an event holds plainly are tested where they are, without a single
 * allocation; an event with objects in lists or with dotted keys on the way takes the general search.
 */
export function branchMatcher(branch: Branch): (event: JsonObject) => boolean {
  const steps = stepsOf(branch, 0);
  const search = consistentMatch(branch);
  return (event) => {
    const verdict = followAll(event, steps, event);
    return verdict === "holds" || (verdict === "needs search" && search(event));
  };
}

function stepsOf(fields: readonly Field[], used: number): readonly Step[] {
  const byKey = new Map<string, Field[]>();
  for (const field of fields) {
    const key = field.route[used]?.key;
    if (key !== undefined) byKey.set(key, [...(byKey.get(key) ?? []), field]);
  }
  return [...byKey].map(([key, through]) => ({
    key,
    field: through.find(({ route }) => route.length === used + 1),
    next: stepsOf(through, used + 1),
  }));
}

function followAll(node: JsonObject, steps: readonly Step[], event: JsonObject): Verdict {
  let verdict: Verdict = "holds";
  for (const step of steps) {
    const value = node[step.key];
    // Whatever is inherited from a prototype is not in the JSON text.
    const present = value !== undefined && Object.hasOwn(node, step.key);
    const one = present ? follow(value, step, event) : miss(step, event);
    if (one === "fails") return one;
    if (one === "needs search") verdict = one;
  }
  return verdict;
}

function follow(value: unknown, { field, next }: Step, event: JsonObject): Verdict {
  if (isList(value)) return followList(value, field, next, event);
  if (isObject(value)) {
    const here = field === undefined ? "holds" : missField(field, event);
    return here === "holds" ? followAll(value, next, event) : here;
  }
  const here = field === undefined || testLeaf(value, field) ? "holds" : unlessJoined("fails", field, event);
  return here === "holds" ? missAll(next, event) : here;
}

function testLeaf(value: unknown, field: Field): boolean {
  return isScalar(value) && field.test(value);
}

/** A list of plain values holds if one of them does. */
function followList(
  list: readonly unknown[],
  field: Field | undefined,
  next: readonly Step[],
  event: JsonObject,
): Verdict {
  let holds = false;
  for (const element of list) {
    if (!isScalar(element)) return "needs search";
    holds ||= field?.test(element) ?? false;
  }
  if (list.length === 0 && field !== undefined) {
    const here = missField(field, event);
    if (here !== "holds") return here;
  } else if (field !== undefined && !holds) {
    return unlessJoined("fails", field, event);
  }
  return missAll(next, event);
}

function miss({ field, next }: Step, event: JsonObject): Verdict {
  const here = field === undefined ? "holds" : missField(field, event);
  return here === "holds" ? missAll(next, event) : here;
}

function missAll(steps: readonly Step[], event: JsonObject): Verdict {
  for (const step of steps) {
    const one = miss(step, event);
    if (one !== "holds") return one;
  }
  return "holds";
}

function missField(field: Field, event: JsonObject): Verdict {
  return unlessJoined(field.absent ? "holds" : "fails", field, event);
}

/**
 * The verdict on a field's plain place stands unless the event has the field under a dotted key too,
 * in one of the objects on the way.
 */
function unlessJoined(verdict: Verdict, field: Field, event: JsonObject): Verdict {
  let node: unknown = event;
  for (const { key, joined } of field.route) {
    if (joined.length === 0 || !isObject(node)) return verdict;
    for (const span of joined) if (Object.hasOwn(node, span.key)) return "needs search";
    node = Object.hasOwn(node, key) ? node[key] : undefined;
  }
  return verdict;
}
