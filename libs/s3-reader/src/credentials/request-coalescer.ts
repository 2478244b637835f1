import { untilAborted } from "./until-aborted";

interface Request<T> {
  readonly result: Promise<T>;
  readonly abort: () => void;
  waiting: number;
}

/**
 * Does the same work once for all who ask while it is under way. Each waits on its own signal; the work is stopped when
 * the last of them has left.
 */
export class RequestCoalescer<T> {
  readonly #underWay = new Map<string, Request<T>>();

  async join(
    key: string,
    start: (signal: AbortSignal) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    signal?.throwIfAborted();
    const request = this.#underWay.get(key) ?? this.#start(key, start);
    request.waiting += 1;
    try {
      return await untilAborted(request.result, signal);
    } finally {
      request.waiting -= 1;
      if (request.waiting === 0) request.abort();
    }
  }

  #start(key: string, start: (signal: AbortSignal) => Promise<T>): Request<T> {
    const controller = new AbortController();
    const leave = (): void => {
      if (this.#underWay.get(key) === request) this.#underWay.delete(key);
    };
    const request: Request<T> = {
      result: start(controller.signal).finally(leave),
      abort: () => {
        leave();
        controller.abort();
      },
      waiting: 0,
    };
    this.#underWay.set(key, request);
    return request;
  }
}
