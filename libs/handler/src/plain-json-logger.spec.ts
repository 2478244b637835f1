import { Logger } from "@aws-lambda-powertools/logger";
import { capturedLines, lambdaContext } from "@security-auto/testing";
import { PlainJsonLogger } from "./plain-json-logger";
import { Verbatim } from "./verbatim";

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse("2026-01-31T09:14:02Z") });
});

afterEach(() => {
  jest.useRealTimers();
  delete process.env["POWERTOOLS_DEV"];
});

const cycle: Record<string, unknown> = {};
cycle["itself"] = cycle;
const deep: unknown = JSON.parse(`${"[".repeat(2_000)}1${"]".repeat(2_000)}`);

const records: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ["an event", { functionName: "f", event: new Verbatim({ a: [1, { b: "\u2028\ud800" }], constructor: 1 }) }],
  ["an event of no value", { event: new Verbatim(null) }],
  ["an event of an empty text", { event: new Verbatim("") }],
  ["an event nested too deep", { event: new Verbatim(deep) }],
  ["texts and numbers", { text: 'a"b\n', count: 0, ratio: Number.NaN, flag: false }],
  ["nothing", { empty: "", none: null, missing: undefined }],
  ["an object", { change: { list: [1, { two: 2 }] } }],
  ["an error", { error: new TypeError("why", { cause: new Error("because") }) }],
  ["an error inside an object", { event: { error: new Error("why") } }],
  ["a big integer", { count: 10n }],
  ["a cycle", { cycle }],
];

function linesOf(
  LoggerClass: typeof Logger,
  level: "info" | "warn",
  extra: Readonly<Record<string, unknown>>,
): readonly string[] {
  const logger = new LoggerClass({ serviceName: "test" });
  logger.addContext(lambdaContext());
  logger.appendKeys({ changeId: "c-1" });
  return capturedLines(() => {
    logger[level]("said", extra);
  });
}

describe("the same line as Powertools writes", () => {
  test.each(records)("%s", (_what, extra) => {
    const lines = linesOf(PlainJsonLogger, "info", extra);
    expect(lines).toEqual(linesOf(Logger, "info", extra));
    expect(lines).toHaveLength(1);
  });

  test.each(records)("%s, in a warning", (_what, extra) => {
    expect(linesOf(PlainJsonLogger, "warn", extra)).toEqual(linesOf(Logger, "warn", extra));
  });

  test("of many lines, in Powertools' mode for people", () => {
    process.env["POWERTOOLS_DEV"] = "true";
    const told = jest.spyOn(console, "info").mockReturnValue();
    linesOf(PlainJsonLogger, "info", { event: new Verbatim({ a: 1 }) });
    expect(told.mock.calls).toEqual([[expect.stringContaining('\n        "a": 1\n')]]);
  });
});
