/**
 * `JSON.parse` takes any depth, `JSON.stringify` and the logger overflow the stack at some thousand levels: an event nested
 * deeper than this is handled without recursion. Real events have about ten levels.
 */
export const DEEPEST_LEVELS = 1000;

/** Whether a JSON value is nested deeper than `DEEPEST_LEVELS`. */
export function isTooDeep(value: unknown): boolean {
  return isDeeperThan(DEEPEST_LEVELS + 1, value);
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  for (const inside of Object.values(value)) if (isDeeperThan(levels - 1, inside)) return true;
  return false;
}

/** Text that stands as it is, among values yet to be written. */
class Text {
  constructor(readonly text: string) {}
}

/** What `JSON.stringify` gives for a JSON value, of any depth. */
export function deepJson(value: unknown): string {
  const written: string[] = [];
  // The next one last.
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (next instanceof Text) written.push(next.text);
    else if (typeof next === "object" && next !== null)
      for (const part of partsOf(next).reverse()) waiting.push(part);
    else written.push(JSON.stringify(next));
  }
  return written.join("");
}

function partsOf(value: object): unknown[] {
  const isList = Array.isArray(value);
  const parts = Object.entries(value).flatMap(([key, inside], index): unknown[] => {
    const comma = index === 0 ? "" : ",";
    return [new Text(isList ? comma : `${comma}${JSON.stringify(key)}:`), inside];
  });
  return [new Text(isList ? "[" : "{"), ...parts, new Text(isList ? "]" : "}")];
}
