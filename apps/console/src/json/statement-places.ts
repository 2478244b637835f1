import { findNodeAtLocation, getNodeValue, type Node, parseTree } from "jsonc-parser";

export interface Place {
  readonly from: number;
  readonly to: number;
}

/**
 * Where the statements of a policy stand in a text that is the policy, or a bucket that has it under `policy`.
 *
 * @returns by the name that evidence has for each: its `Sid`, or `statement 2`
 */
export function statementPlaces(text: string): ReadonlyMap<string, Place> {
  const root = parseTree(text);
  const places = new Map<string, Place>();
  if (root === undefined) return places;
  const found = findNodeAtLocation(root, ["Statement"]) ?? findNodeAtLocation(root, ["policy", "Statement"]);
  const statements = found?.type === "array" ? (found.children ?? []) : found === undefined ? [] : [found];
  statements.forEach((statement, index) => {
    const place = { from: statement.offset, to: statement.offset + statement.length };
    const sid = sidOf(statement);
    // Of statements of one name, AWS takes none; here the first is shown.
    if (sid !== undefined && !places.has(sid)) places.set(sid, place);
    places.set(`statement ${index + 1}`, place);
  });
  return places;
}

function sidOf(statement: Node): string | undefined {
  const node = findNodeAtLocation(statement, ["Sid"]);
  const sid: unknown = node === undefined ? undefined : getNodeValue(node);
  return typeof sid === "string" && sid !== "" ? sid : undefined;
}
