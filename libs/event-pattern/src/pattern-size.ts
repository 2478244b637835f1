import { isList, isObject } from "./core/json";
import { invalid, type Parsed, valid } from "./core/parsed";

/**
 * The longest pattern that EventBridge's API takes. An account's quota is lower (2048) until it is raised.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html
 */
const MOST_CHARACTERS = 4096;

/**
 * Refuses a pattern of which no spelling fits into a rule. Everything that follows may take the pattern as
 * small and its nesting as shallow; this check itself stops at the limit and needs no stack.
 */
export function checkSize(pattern: unknown): Parsed<undefined> {
  const pending: unknown[] = [pattern];
  let characters = 0;
  while (pending.length > 0) {
    const value = pending.pop();
    characters += leastLength(value);
    if (characters > MOST_CHARACTERS) {
      return invalid(
        "",
        `is longer than the ${MOST_CHARACTERS} characters of a rule's pattern: split the rule`,
      );
    }
    if (isList(value)) {
      pending.push(...value);
    } else if (isObject(value)) {
      for (const [key, inner] of Object.entries(value)) {
        characters += leastLength(key) + 1;
        pending.push(inner);
      }
    }
  }
  return valid(undefined);
}

/**
 * The length of a value's shortest spelling, of a list or an object without what is in it. A number may have
 * been written shorter than JavaScript writes it.
 */
function leastLength(value: unknown): number {
  if (isList(value)) return 1 + value.length;
  if (isObject(value)) return 1 + Object.keys(value).length;
  if (typeof value !== "string") return 1;
  // Only a text that may fit is looked at character by character.
  return value.length > 2 * MOST_CHARACTERS ? value.length : Array.from(JSON.stringify(value)).length;
}
