import { nearest } from "./nearest";

/** A key that is none, and was most likely meant as one. */
export interface Misspelled {
  /** Where it stands, itself last. */
  readonly path: readonly string[];
  /** What is wrong with it: `unknown key (did you mean "policy"?)`. */
  readonly message: string;
}

/** Beyond two edits it is another word: whoever made the file may have keys of their own in it. */
const MOST_EDITS = 2;

/**
 * The first key of an object that is none of `keys` but nearly one that the object lacks.
 *
 * @example
 * misspelledKey({ name: "ledger", Policy: {} }, ["name", "policy"]); // { path: ["Policy"], message: ... }
 */
export function misspelledKey(value: object, keys: readonly string[]): Misspelled | undefined {
  const lacking = keys.filter((key) => !Object.hasOwn(value, key));
  for (const key of Object.keys(value)) {
    const meant = keys.includes(key) ? undefined : nearest(key, lacking, MOST_EDITS);
    if (meant !== undefined) return { path: [key], message: `unknown key (did you mean "${meant}"?)` };
  }
  return undefined;
}
