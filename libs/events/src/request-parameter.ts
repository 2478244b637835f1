/**
 * The texts at a path of keys in `detail.requestParameters`.
 *
 * Request parameters are XML turned JSON: one child element is an object, several are an array; an empty element is
 * `""`; an element with attributes has its text in `content`. A path that leads through an array leads to each of its
 * elements, so one path can lead to several texts.
 *
 * @example
 * ```ts
 * textsAt({ Rule: [{ Bucket: "a" }, { Bucket: { xmlns: "...", content: "b" } }] }, "Rule.Bucket"); // ["a", "b"]
 * ```
 */
export function textsAt(parameters: unknown, path: string): readonly string[] {
  return nodesAt(parameters, path)
    .map((node) => (isObject(node) ? own(node, "content") : node))
    .filter((text) => typeof text === "string");
}

/** Whatever stands at a path of keys, by the same rules. Nothing where an element is missing. */
export function nodesAt(parameters: unknown, path: string): readonly unknown[] {
  return path
    .split(".")
    .reduce<readonly unknown[]>((nodes, key) => nodes.flatMap((node) => childrenOf(node, key)), [parameters])
    .flatMap((node) => listOf(node))
    .filter((node) => node !== undefined);
}

function childrenOf(node: unknown, key: string): readonly unknown[] {
  return listOf(node).flatMap((each) => (isObject(each) ? [own(each, key)] : []));
}

/** The elements of an array; what is no array is the only one. */
function listOf(node: unknown): readonly unknown[] {
  return Array.isArray(node) ? node : [node];
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function own(node: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(node, key)?.value;
}
