import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { nodesToTest } from "@security-auto/testing";
import { buildSync } from "esbuild";
import { DeadlineExceededError, withDeadline } from "./deadline";

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** Work that never ends, and when it was stopped. */
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

/** Work of a hundred calls at once, each of which listens to the signal. */
const MANY_LISTENERS = `
  import { withDeadline } from "./deadline";
  await withDeadline(30_000, async (signal) => {
    for (let call = 0; call < 100; call++) signal.addEventListener("abort", () => undefined);
  });
`;

test.each(nodesToTest(join(__dirname, "../../..")))(
  "on %s, any number of calls may listen to the signal without a warning of a leak",
  (_name, node) => {
    const { outputFiles } = buildSync({
      stdin: { contents: MANY_LISTENERS, resolveDir: __dirname },
      bundle: true,
      platform: "node",
      format: "esm",
      write: false,
    });
    const program = outputFiles.map(({ text }) => text).join("");
    const { status, stderr } = spawnSync(node, ["--input-type=module", "--eval", program], {
      encoding: "utf8",
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  },
);
