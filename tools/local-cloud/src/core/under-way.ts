/** Work that goes on after the call that began it was answered. */
export class UnderWay {
  readonly #work = new Set<Promise<unknown>>();

  add(work: Promise<unknown>): void {
    this.#work.add(work);
    void work.finally(() => this.#work.delete(work));
  }

  /** Resolves when nothing is under way, also nothing that the work itself began. */
  async settled(): Promise<void> {
    while (this.#work.size > 0) await Promise.all(this.#work);
  }
}
