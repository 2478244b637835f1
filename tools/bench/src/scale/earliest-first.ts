interface Entry<T> {
  readonly at: number;
  /** Of equal times the one added first comes first. */
  readonly order: number;
  readonly item: T;
}

const before = (a: Entry<unknown>, b: Entry<unknown>): boolean =>
  a.at < b.at || (a.at === b.at && a.order < b.order);

/** A queue that hands out the earliest item first: a binary heap. */
export class EarliestFirst<T> {
  readonly #heap: Entry<T>[] = [];
  #added = 0;

  add(at: number, item: T): void {
    const entry = { at, order: (this.#added += 1), item };
    let place = this.#heap.length;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = this.#heap[parent];
      if (above === undefined || !before(entry, above)) break;
      this.#heap[place] = above;
      place = parent;
    }
    this.#heap[place] = entry;
  }

  take(): { readonly at: number; readonly item: T } | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (first !== undefined && last !== undefined && first !== last) this.#sink(last);
    return first;
  }

  #sink(entry: Entry<T>): void {
    let place = 0;
    for (;;) {
      const left = this.#heap[2 * place + 1];
      const right = this.#heap[2 * place + 2];
      const goRight = left !== undefined && right !== undefined && before(right, left);
      const child = goRight ? right : left;
      if (child === undefined || !before(child, entry)) break;
      this.#heap[place] = child;
      place = 2 * place + (goRight ? 2 : 1);
    }
    this.#heap[place] = entry;
  }
}
