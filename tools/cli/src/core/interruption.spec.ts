import { type Interruption, interruption, notifyUnread } from "./interruption";

let under: Interruption;
let listeningBefore: readonly unknown[] = [];
let exit: jest.SpyInstance;
let said: jest.SpyInstance;

beforeEach(() => {
  jest.useFakeTimers();
  exit = jest.spyOn(process, "exit").mockReturnValue(undefined as never);
  said = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  listeningBefore = (["SIGINT", "SIGTERM", "SIGHUP"] as const).flatMap((signal) => process.listeners(signal));
  under = interruption("messages held");
});

/** Not those of what runs the tests, which has also changed `process.emit` for some signals. */
const listenersOf = (signal: "SIGINT" | "SIGHUP") =>
  process.listeners(signal).filter((listener) => !listeningBefore.includes(listener));

afterEach(() => {
  under.release();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    for (const listener of process.listeners(signal))
      if (!listeningBefore.includes(listener)) process.off(signal, listener);
  }
  jest.restoreAllMocks();
  jest.useRealTimers();
});

type Step = "SIGINT" | "SIGHUP" | "unread" | number;

function take(step: Step): void {
  if (typeof step === "number") jest.advanceTimersByTime(step);
  else if (step === "unread") notifyUnread();
  else for (const listener of listenersOf(step)) listener(step);
}

test.each<[string, readonly Step[], boolean]>([
  ["a signal", ["SIGINT"], false],
  ["a signal that comes twice at once, as through npm", ["SIGINT", 5, "SIGINT"], false],
  ["an output that leads nowhere", ["unread"], false],
  ["such an output, and long after it the first signal", ["unread", 5_000, "SIGINT"], false],
  ["a second signal a second later", ["SIGINT", 1_000, "SIGINT"], true],
  ["another signal a second later", ["SIGINT", 1_000, "SIGHUP"], true],
  ["such an output, a signal, and a second one", ["unread", 5_000, "SIGINT", 1_000, "SIGINT"], true],
])("%s: the work is asked to stop", (_, steps, atOnce) => {
  steps.forEach(take);
  expect(under.signal.aborted).toBe(true);
  expect(under.isUnread()).toBe(steps.includes("unread"));
  expect(exit.mock.calls).toEqual(atOnce ? [[1]] : []);
  expect(said.mock.calls).toEqual(atOnce ? [["stopped at once: messages held\n"]] : []);
});

test("after the release nobody is notified, and no signal ends the process, which is about to end by itself", () => {
  under.release();
  expect(notifyUnread()).toBe(false);
  for (const step of ["SIGINT", 1_000, "SIGINT", "SIGHUP"] as const) take(step);
  expect(listenersOf("SIGINT")).toHaveLength(1);
  expect(under.signal.aborted).toBe(false);
  expect(exit).not.toHaveBeenCalled();
});
