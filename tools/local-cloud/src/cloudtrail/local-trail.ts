import type { Trace } from "../trace";
import { eventsOf, type RecordedWrite, type Trail } from "./trail";

export type TraceListener = (trace: Trace) => void;

/** Hands the event of every write on, and knows what became of it. */
export class LocalTrail implements Trail {
  readonly #deliver: (event: object) => Promise<Trace>;
  readonly #keepHistory: boolean;
  readonly #underWay = new Set<Promise<void>>();
  readonly #listeners = new Set<TraceListener>();
  readonly #traces: Trace[] = [];

  constructor(deliver: (event: object) => Promise<Trace>, keepHistory: boolean) {
    this.#deliver = deliver;
    this.#keepHistory = keepHistory;
  }

  record(write: RecordedWrite): void {
    for (const event of eventsOf(write)) {
      const way = this.#follow(event);
      this.#underWay.add(way);
      void way.finally(() => this.#underWay.delete(way));
    }
  }

  /** Resolves when nothing is under way, also nothing that the events themselves caused. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  /** @returns stops listening */
  onTrace(listener: TraceListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** In the order in which they ended. */
  get traces(): readonly Trace[] {
    return [...this.#traces];
  }

  async #follow(event: object): Promise<void> {
    let trace: Trace;
    try {
      trace = await this.#deliver(event);
    } catch {
      // The cloud was closed under way: there is nobody left to tell.
      return;
    }
    if (this.#keepHistory) this.#traces.push(trace);
    for (const listener of this.#listeners) listener(trace);
  }
}
