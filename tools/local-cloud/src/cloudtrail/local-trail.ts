import type { Chain } from "../core/chain";
import { causeOf } from "../identity/caller";
import type { Trace } from "../core/trace";
import { emptyParts } from "../core/trace-parts";
import { UnderWay } from "../core/under-way";
import type { Trails } from "../state/trails";
import { eventsOf, type RecordedWrite, type Trail } from "./trail";

export type TraceListener = (trace: Trace) => void;

/**
 * Delivers the event of every write. What became of it stands in the trace of the invocation that made the write, when a
 * function did; otherwise it is a trace of its own.
 */
export class LocalTrail implements Trail {
  readonly #deliver: (event: object, chain: Chain) => Promise<Trace>;
  readonly #keepHistory: boolean;
  readonly #underWay = new UnderWay();
  readonly #listeners = new Set<TraceListener>();
  readonly #traces: Trace[] = [];

  readonly #trails: Trails;

  constructor(
    deliver: (event: object, chain: Chain) => Promise<Trace>,
    trails: Trails,
    keepHistory: boolean,
  ) {
    this.#deliver = deliver;
    this.#trails = trails;
    this.#keepHistory = keepHistory;
  }

  logsWrites(accountId: string, region: string): boolean {
    return this.#trails.logsWrites(accountId, region);
  }

  record(write: RecordedWrite): void {
    for (const event of eventsOf(write, this)) {
      const { chain, waiting } = causeOf(write.caller);
      const delivered = this.#deliver(event, chain);
      // A delivery fails only when the cloud is closed under way: nobody is left to hear of it.
      const ended = delivered.then(
        (trace) => [trace],
        () => [],
      );
      if (waiting === undefined) {
        this.#underWay.add(
          ended.then((traces) => {
            this.#notify(traces);
          }),
        );
      }
      waiting?.recordEffect(ended.then((followUps) => ({ ...emptyParts(), followUps })));
    }
  }

  /** Resolves when nothing is under way, also nothing that the events themselves caused. */
  settled(): Promise<void> {
    return this.#underWay.settled();
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

  #notify(traces: readonly Trace[]): void {
    for (const trace of traces) {
      if (this.#keepHistory) this.#traces.push(trace);
      for (const listener of this.#listeners) listener(trace);
    }
  }
}
