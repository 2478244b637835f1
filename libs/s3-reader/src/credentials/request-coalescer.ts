import { untilAborted } from "./until-aborted";

interface Flight<T> {
  readonly landed: Promise<T>;
  readonly abort: () => void;
  waiting: number;
}

/**
 * Does the same work once for all who ask while it is under way. Each waits on its own signal; the work is stopped when
 * the last of them has left.
 */
export class RequestCoalescer<T> {
  readonly #flights = new Map<string, Flight<T>>();

  async join(
    key: string,
    start: (signal: AbortSignal) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    signal?.throwIfAborted();
    const flight = this.#flights.get(key) ?? this.#launch(key, start);
    flight.waiting += 1;
    try {
      return await untilAborted(flight.landed, signal);
    } finally {
      flight.waiting -= 1;
      if (flight.waiting === 0) flight.abort();
    }
  }

  #launch(key: string, start: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const controller = new AbortController();
    const leave = (): void => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    };
    const flight: Flight<T> = {
      landed: start(controller.signal).finally(leave),
      abort: () => {
        leave();
        controller.abort();
      },
      waiting: 0,
    };
    this.#flights.set(key, flight);
    return flight;
  }
}
