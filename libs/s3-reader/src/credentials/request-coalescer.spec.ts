import { RequestCoalescer } from "./request-coalescer";

interface Work {
  readonly start: (signal: AbortSignal) => Promise<string>;
  readonly finish: (result: string) => void;
  readonly fail: (error: Error) => void;
  readonly signals: AbortSignal[];
}

function work(): Work {
  const signals: AbortSignal[] = [];
  let finish: (result: string) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const start = (signal: AbortSignal): Promise<string> => {
    signals.push(signal);
    return new Promise((resolve, reject) => {
      finish = resolve;
      fail = reject;
    });
  };
  return {
    start,
    signals,
    finish: (result) => {
      finish(result);
    },
    fail: (error) => {
      fail(error);
    },
  };
}

const over = new Error("the time is over");

describe("work under way", () => {
  it("is joined, not started again", async () => {
    const coalescer = new RequestCoalescer<string>();
    const one = work();
    const all = Promise.all([1, 2, 3].map(() => coalescer.join("a", one.start, undefined)));
    one.finish("done");
    expect(await all).toEqual(["done", "done", "done"]);
    expect(one.signals).toHaveLength(1);
  });

  it("is another's when the key is another", async () => {
    const coalescer = new RequestCoalescer<string>();
    const [one, other] = [work(), work()];
    const both = Promise.all([
      coalescer.join("a", one.start, undefined),
      coalescer.join("b", other.start, undefined),
    ]);
    one.finish("one");
    other.finish("other");
    expect(await both).toEqual(["one", "other"]);
  });

  it.each(["done", "failed"])("is started again once it is %s", async (end) => {
    const coalescer = new RequestCoalescer<string>();
    const [one, other] = [work(), work()];
    const first = coalescer.join("a", one.start, undefined).catch(String);
    if (end === "done") one.finish("first");
    else one.fail(over);
    await first;
    const second = coalescer.join("a", other.start, undefined);
    other.finish("second");
    expect(await second).toBe("second");
  });

  it("fails for all", async () => {
    const coalescer = new RequestCoalescer<string>();
    const one = work();
    const all = [1, 2].map(() => coalescer.join("a", one.start, undefined));
    one.fail(over);
    expect(await Promise.allSettled(all)).toEqual([
      { status: "rejected", reason: over },
      { status: "rejected", reason: over },
    ]);
  });

  it("goes on when one who waits leaves, and stops when the last does", async () => {
    const coalescer = new RequestCoalescer<string>();
    const one = work();
    const [early, late] = [new AbortController(), new AbortController()];
    const left = coalescer.join("a", one.start, early.signal);
    const stayed = coalescer.join("a", one.start, late.signal);
    early.abort(over);
    await expect(left).rejects.toBe(over);
    expect(one.signals[0]?.aborted).toBe(false);
    late.abort(over);
    await expect(stayed).rejects.toBe(over);
    expect(one.signals[0]?.aborted).toBe(true);
  });

  it("that was left by all is nobody's: who comes next starts anew", async () => {
    const coalescer = new RequestCoalescer<string>();
    const [one, other] = [work(), work()];
    const early = new AbortController();
    const left = coalescer.join("a", one.start, early.signal);
    early.abort(over);
    await expect(left).rejects.toBe(over);
    const next = coalescer.join("a", other.start, undefined);
    one.fail(over);
    other.finish("done");
    expect(await next).toBe("done");
  });

  it("is not started for one whose time is over", async () => {
    const one = work();
    await expect(new RequestCoalescer<string>().join("a", one.start, AbortSignal.abort(over))).rejects.toBe(
      over,
    );
    expect(one.signals).toEqual([]);
  });
});
