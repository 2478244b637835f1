import { at, isObject, type JsonObject } from "../core/json";
import { LocalCloudError } from "../core/local-cloud-error";

/** A value of a JSON file with the path that leads to it, for errors that name the place. */
export class Place {
  readonly value: unknown;
  readonly #file: string;
  readonly #path: string;

  constructor(file: string, value: unknown, path = "") {
    this.#file = file;
    this.value = value;
    this.#path = path;
  }

  /** The value under a key; `undefined` when it is missing or `null`. */
  get(key: string): Place | undefined {
    const value = at(this.value, key);
    return value === undefined || value === null ? undefined : this.under(key);
  }

  need(key: string): Place {
    return this.get(key) ?? this.under(key).fail("is missing");
  }

  /** The place under a key, whether anything is there or not. */
  under(key: string): Place {
    return new Place(this.#file, at(this.value, key), this.#path === "" ? key : `${this.#path}.${key}`);
  }

  object(): JsonObject {
    return isObject(this.value) ? this.value : this.fail("is no object");
  }

  list(): readonly Place[] {
    const { value } = this;
    if (!Array.isArray(value)) return this.fail("is no list");
    return value.map((entry, index) => new Place(this.#file, entry, `${this.#path}[${index}]`));
  }

  entries(): readonly (readonly [string, Place])[] {
    return Object.keys(this.object()).map((key) => [key, this.under(key)] as const);
  }

  text(): string {
    return typeof this.value === "string" && this.value !== "" ? this.value : this.fail("is no text");
  }

  flag(): boolean {
    if (this.value === true || String(this.value).toLowerCase() === "true") return true;
    if (this.value === false || String(this.value).toLowerCase() === "false") return false;
    return this.fail("is neither true nor false");
  }

  oneOf<T extends string>(names: readonly T[]): T {
    return names.find((name) => name === this.value) ?? this.fail(`is none of ${names.join(", ")}`);
  }

  /** A whole number. */
  count(least: number): number {
    const { value } = this;
    return typeof value === "number" && Number.isSafeInteger(value) && value >= least
      ? value
      : this.fail(`is no whole number from ${least}`);
  }

  accountId(): string {
    const text = String(this.value);
    return /^\d{12}$/.test(text) ? text : this.fail("is no account id of 12 digits");
  }

  fail(reason: string): never {
    throw new LocalCloudError(`${this.#file}: ${this.#path === "" ? "the file" : this.#path}: ${reason}`);
  }
}
