import { EVENT, startPipeline, stopClouds } from "../test/cloud";
import { change, FUNCTION_ARN, type Resources } from "../test/pipeline";

afterEach(stopClouds);

const quick = (resources: Resources): void => {
  change(resources, "Function", { Timeout: 1 });
};

/** A handler whose module body is `before` and whose own body is `body`. */
const handler = (body: string, before = ""): string =>
  `${before}\nexport const handler = async (event, context) => { ${body} };`;

interface Failure {
  readonly code: string;
  readonly outcome?: "error" | "timeout";
  readonly errorType: string;
  readonly errorMessage: RegExp;
  /** A line that must be in the log, from the function or from Lambda. */
  readonly line: RegExp;
}

const FAILURES: Readonly<Record<string, Failure>> = {
  "an exception": {
    code: handler(`throw new TypeError("no bucket")`),
    errorType: "TypeError",
    errorMessage: /^no bucket$/,
    line: /\tERROR\tInvoke Error \t\{"errorType":"TypeError","errorMessage":"no bucket"/,
  },
  "something thrown that is no error": {
    code: handler(`throw "text"`),
    errorType: "string",
    errorMessage: /^text$/,
    line: /Invoke Error/,
  },
  "a result that is no JSON": {
    code: handler(`return 1n`),
    errorType: "TypeError",
    errorMessage: /BigInt/,
    line: /Invoke Error/,
  },
  "a result that is too large": {
    code: handler(`return "x".repeat(7 * 1024 * 1024)`),
    errorType: "Function.ResponseSizeTooLarge",
    errorMessage: /maximum allowed payload size/,
    line: /Status: error\tError Type: Function\.ResponseSizeTooLarge/,
  },
  "an exit": {
    code: handler(`process.exit(3)`),
    errorType: "Runtime.ExitError",
    errorMessage: /^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 3$/,
    line: /exit status 3/,
  },
  "a quiet exit": {
    code: handler(`process.exit(0)`),
    errorType: "Runtime.ExitError",
    errorMessage: /Runtime exited without providing a reason$/,
    line: /without providing a reason/,
  },
  "an unhandled rejection": {
    code: handler(
      `Promise.reject(new Error("forgotten")); await new Promise((resolve) => setTimeout(resolve, 5000))`,
    ),
    errorType: "Runtime.UnhandledPromiseRejection",
    errorMessage: /^forgotten$/,
    line: /Unhandled Promise Rejection/,
  },
  "an exception outside of the promise": {
    code: handler(`setTimeout(() => { throw new RangeError("later") }, 1); await new Promise(() => {})`),
    errorType: "RangeError",
    errorMessage: /^later$/,
    line: /Uncaught Exception/,
  },
  "too much heap": {
    code: handler(`const all = []; for (;;) all.push(new Array(2e6).fill(0.5))`),
    errorType: "Runtime.ExitError",
    errorMessage: /signal: (aborted|killed)$/,
    line: /signal: (aborted|killed)/,
  },
  "too much memory outside of the heap": {
    code: handler(
      `const all = []; for (;;) { all.push(Buffer.alloc(8e6, 1)); await new Promise((resolve) => setTimeout(resolve, 10)) }`,
    ),
    errorType: "Runtime.ExitError",
    errorMessage: /signal: killed$/,
    line: /signal: killed/,
  },
  "a module that throws": {
    code: handler("", `throw new Error("no configuration")`),
    errorType: "Error",
    errorMessage: /^no configuration$/,
    line: /\tundefined\tERROR\tUncaught Exception/,
  },
  "a module that imports what is not there": {
    code: handler("", `import "not-in-the-bundle";`),
    errorType: "Runtime.ImportModuleError",
    errorMessage: /not-in-the-bundle/,
    line: /ImportModuleError/,
  },
  "a module that is no JavaScript": {
    code: "export const = ;",
    errorType: "Runtime.UserCodeSyntaxError",
    errorMessage: /^SyntaxError: /,
    line: /UserCodeSyntaxError/,
  },
  "a module without the handler": {
    code: "export const other = () => {};",
    errorType: "Runtime.HandlerNotFound",
    errorMessage: /^index\.handler is undefined or not exported$/,
    line: /HandlerNotFound/,
  },
  "a handler with a callback": {
    code: "export const handler = (event, context, callback) => callback(null, 1);",
    errorType: "Runtime.CallbackHandlerDeprecated",
    errorMessage: /callback-based/,
    line: /CallbackHandlerDeprecated/,
  },
};

test.each(Object.entries(FAILURES))(
  "%s: three attempts, then the failure queue",
  async (_name, { code, outcome = "error", errorType, errorMessage, line }) => {
    const cloud = await startPipeline({}, code);
    const trace = await cloud.putEvent(EVENT);

    expect(trace.invocations).toMatchObject([{ function: "logger", outcome, attempts: 3 }]);
    const [invocation] = trace.invocations;
    expect(invocation?.response).toMatchObject({
      errorType,
      errorMessage: expect.stringMatching(errorMessage) as string,
    });
    expect(
      invocation?.logs.filter(({ message }) => line.test(message)).map(({ attempt }) => attempt),
    ).toEqual(expect.arrayContaining([1, 2, 3]));
    expect(trace.deadLetters).toMatchObject([{ queue: "failures", reason: "on-failure" }]);
    expect(JSON.parse(trace.deadLetters[0]?.body ?? "")).toMatchObject({
      version: "1.0",
      requestContext: {
        requestId: invocation?.requestId,
        functionArn: `${FUNCTION_ARN}:$LATEST`,
        condition: "RetriesExhausted",
        approximateInvokeCount: 3,
      },
      requestPayload: EVENT,
      responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
      responsePayload: { errorType },
    });
    expect(trace.lost).toEqual([]);
  },
);

test.each([
  ["waits too long", `await new Promise((resolve) => setTimeout(resolve, 60_000))`],
  ["is busy too long", `for (;;);`],
])("a function that %s is killed at its timeout", async (_name, body) => {
  const cloud = await startPipeline(quick, handler(`console.log("began"); ${body}`));
  const trace = await cloud.putEvent(EVENT);

  expect(trace.invocations).toMatchObject([
    { outcome: "timeout", attempts: 3, response: { errorType: "Sandbox.Timedout" } },
  ]);
  const messages = trace.invocations[0]?.logs.map(({ message }) => message) ?? [];
  expect(messages.filter((message) => message.endsWith("\tbegan"))).toHaveLength(3);
  expect(messages.filter((message) => message.endsWith("Task timed out after 1.00 seconds"))).toHaveLength(3);
  expect(messages.filter((message) => message.includes("\tStatus: timeout"))).toHaveLength(3);
  expect(trace.invocations[0]?.durationMs).toBeGreaterThanOrEqual(990);
});
