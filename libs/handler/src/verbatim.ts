import { deepJson, isTooDeep } from "./deep-json";

/**
 * Carries an event through the logger unchanged, and its JSON to the answer.
 *
 * Powertools merges plain objects into its record key by key: it leaves out keys named `constructor` and `__proto__` at any
 * depth, and a top-level `null` or `""`. It takes an instance of a class as it is, and JSON asks `toJSON` for the value.
 */
export class Verbatim {
  /** Nested deeper than `JSON.stringify` can be trusted with. */
  readonly isTooDeep: boolean;
  /** The value as JSON, of any depth. */
  readonly text: string;
  readonly #value: unknown;

  /** @param value - what `JSON.parse` gave */
  constructor(value: unknown) {
    this.#value = value ?? null;
    this.isTooDeep = isTooDeep(value);
    this.text = this.isTooDeep ? deepJson(value) : JSON.stringify(this.#value);
  }

  /** How the value stands in a record: one nested too deep as the text of its JSON, for what reads the record is recursive too. */
  get json(): string {
    return this.isTooDeep ? JSON.stringify(this.text) : this.text;
  }

  toJSON(): unknown {
    return this.isTooDeep ? this.text : this.#value;
  }
}
