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

  toJSON(): unknown {
    return this.#value ?? null;
  }
}
