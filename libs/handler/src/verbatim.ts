import { deepJson, isTooDeep } from "./deep-json";

/**
 * Carries a value through the logger unchanged.
 *
 * Powertools merges plain objects into its record key by key: it leaves out keys named `constructor` and `__proto__` at any
 * depth, and a top-level `null` or `""`. It takes an instance of a class as it is, and JSON asks `toJSON` for the value.
 */
export class Verbatim {
  readonly #value: unknown;

  constructor(value: unknown) {
    this.#value = value;
  }

  /** What JSON can't be made of by recursion stands in the record as the text of its JSON. */
  toJSON(): unknown {
    return isTooDeep(this.#value) ? deepJson(this.#value) : (this.#value ?? null);
  }
}
