/** All that marks where a member begins and ends; an escaped quote is none. */
const MARK = /\\.|["{}[\]:,]/g;

/**
 * The text of one member of a JSON object, as it stands there: parsed and written again, a large number is another one, and
 * what is nested deeply is too much for `JSON.stringify`. Of several of the name the last, as `JSON.parse` takes it.
 *
 * @param text - a JSON object; any other text gives anything
 * @example memberText('{ "a": 1.0, "b": [2] }', "a") // "1.0"
 */
export function memberText(text: string, name: string): string | undefined {
  let found: string | undefined;
  let depth = 0;
  let isInside = false;
  /** The last string literal. */
  let literal = "";
  let literalStart = 0;
  let key: string | undefined;
  let valueStart = 0;
  for (const { 0: mark, index } of text.matchAll(MARK)) {
    if (mark === '"') {
      isInside = !isInside;
      if (isInside) literalStart = index;
      else literal = text.slice(literalStart, index + 1);
    }
    if (isInside || mark === '"') continue;
    const isEnd = mark === "}" || mark === "]";
    if (depth === 1 && mark === ":") {
      key = literal;
      valueStart = index + 1;
    } else if (depth === 1 && (isEnd || mark === ",") && key !== undefined) {
      if (JSON.parse(key) === name) found = text.slice(valueStart, index).trim();
    }
    if (isEnd) depth--;
    if (mark === "{" || mark === "[") depth++;
  }
  return found;
}
