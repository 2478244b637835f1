import { DeadlineExceededError, withDeadline } from "./deadline";

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** Work that takes no notice, and when it was stopped. */
function endless(remainingMs: number) {
  const stopped: unknown[] = [];
  const ended = withDeadline(remainingMs, (signal) => {
    signal.addEventListener("abort", () => stopped.push(signal.reason));
    return new Promise(() => undefined);
  }).catch((error: unknown) => error);
  return { stopped, ended };
}

test("the work is stopped 500 ms before Lambda ends the function, and not before", async () => {
  const { stopped, ended } = endless(30_000);
  await jest.advanceTimersByTimeAsync(29_499);
  expect(stopped).toEqual([]);
  await jest.advanceTimersByTimeAsync(1);
  expect(stopped).toEqual([expect.any(DeadlineExceededError)]);
  expect(await ended).toMatchObject({
    name: "DeadlineExceededError",
    budgetMs: 29_500,
    message: expect.stringContaining("within its 29500 ms, 500 ms before the function times out") as string,
  });
});

test.each([500, 499, 1, 0, -20])("with %i ms left there is no time at all", async (remainingMs) => {
  const { stopped, ended } = endless(remainingMs);
  await jest.advanceTimersByTimeAsync(1);
  expect(stopped).toHaveLength(1);
  expect(await ended).toMatchObject({ budgetMs: 0 });
});

test("work that is done in time leaves no timer behind", async () => {
  await expect(withDeadline(30_000, () => Promise.resolve("done"))).resolves.toBe("done");
  expect(jest.getTimerCount()).toBe(0);
});
