/** Keeps the entries that were used last, up to a number of them. */
export class BoundedCache<K, V> {
  // A Map lists its keys in the order they were set: the first is the one not used for longest.
  readonly #entries = new Map<K, V>();

  /** @param capacity - how many entries are kept, at least 1 */
  constructor(readonly capacity: number) {}

  get size(): number {
    return this.#entries.size;
  }

  get(key: K): V | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: K, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.capacity) return;
      this.#entries.delete(oldest);
    }
  }

  delete(key: K): void {
    this.#entries.delete(key);
  }
}
