export type ReadJson = { readonly value: unknown } | { readonly problem: string };

/**
 * Reads the JSON text of a policy. A text with a name twice in one object is refused: JSON.parse keeps the last of them, and
 * the grammar of policies has no such text.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html#policies-grammar-notes
 */
export function readJson(text: string): ReadJson {
  try {
    const value: unknown = JSON.parse(text);
    return namesIn(text) > membersIn(value) ? { problem: "has a name twice" } : { value };
  } catch (error) {
    return { problem: `is no JSON: ${error instanceof Error ? error.message : "unreadable"}` };
  }
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
