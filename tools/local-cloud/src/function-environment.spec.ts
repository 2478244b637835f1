import { EVENT, startPipeline, stopClouds } from "../test/cloud";
import { change, type Resources } from "../test/pipeline";
import { bootstrapUrl } from "./runtime/bootstrap";

afterEach(stopClouds);

const handler = (body: string): string => `export const handler = async (event, context) => { ${body} };`;

const withFunction =
  (properties: Record<string, unknown>) =>
  (resources: Resources): void => {
    change(resources, "Function", properties);
  };

async function responseOf(code: string, properties: Record<string, unknown> = {}): Promise<unknown> {
  const cloud = await startPipeline(withFunction(properties), code);
  return (await cloud.putEvent(EVENT)).invocations[0]?.response;
}

test("the environment is Lambda's and the template's, and nothing of this machine", async () => {
  process.env["LEAKED"] = "yes";
  process.env["NODE_OPTIONS_BEFORE"] = process.env["NODE_OPTIONS"] ?? "";
  const environment = await responseOf(handler("return process.env"));
  delete process.env["LEAKED"];
  delete process.env["NODE_OPTIONS_BEFORE"];

  expect(environment).toEqual({
    STAGE: "test",
    AWS_LAMBDA_FUNCTION_NAME: "logger",
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "128",
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: "/aws/lambda/logger",
    AWS_LAMBDA_LOG_STREAM_NAME: expect.stringMatching(
      /^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/,
    ) as string,
    AWS_LAMBDA_LOG_FORMAT: "Text",
    AWS_LAMBDA_RUNTIME_API: expect.stringMatching(/^127\.0\.0\.1:\d+$/) as string,
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
    AWS_REGION: "us-west-2",
    AWS_DEFAULT_REGION: "us-west-2",
    AWS_ACCESS_KEY_ID: expect.any(String) as string,
    AWS_SECRET_ACCESS_KEY: expect.any(String) as string,
    AWS_SESSION_TOKEN: expect.any(String) as string,
    AWS_ENDPOINT_URL_S3: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
    AWS_ENDPOINT_URL_STS: expect.any(String) as string,
    AWS_ENDPOINT_URL_S3_CONTROL: expect.any(String) as string,
    AWS_ENDPOINT_URL_EVENTBRIDGE: expect.any(String) as string,
    AWS_ENDPOINT_URL_SNS: expect.any(String) as string,
    AWS_ENDPOINT_URL_CLOUDTRAIL: expect.any(String) as string,
    AWS_ENDPOINT_URL_ORGANIZATIONS: expect.any(String) as string,
    AWS_ENDPOINT_URL_SCHEDULER: expect.any(String) as string,
    AWS_ENDPOINT_URL_DYNAMODB: expect.any(String) as string,
    AWS_ENDPOINT_URL_SECURITYHUB: expect.any(String) as string,
    AWS_ENDPOINT_URL_SQS: expect.any(String) as string,
    AWS_ENDPOINT_URL_LAMBDA: expect.any(String) as string,
    LAMBDA_TASK_ROOT: expect.stringMatching(/asset\.code$/) as string,
    LAMBDA_RUNTIME_DIR: "/var/runtime",
    _HANDLER: "index.handler",
    _X_AMZN_TRACE_ID: expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Sampled=0$/) as string,
    TZ: ":UTC",
    LANG: "en_US.UTF-8",
    PATH: "/usr/local/bin:/usr/bin:/bin",
  });
});

test("the context is Lambda's", async () => {
  const context = await responseOf(
    handler(
      "return { ...context, remaining: context.getRemainingTimeInMillis(), requestId: context.awsRequestId }",
    ),
  );
  expect(context).toEqual({
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: "$LATEST",
    functionName: "logger",
    memoryLimitInMB: "128",
    logGroupName: "/aws/lambda/logger",
    logStreamName: expect.stringContaining("[$LATEST]") as string,
    invokedFunctionArn: "arn:aws:lambda:us-west-2:111122223333:function:logger",
    awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    requestId: expect.any(String) as string,
    remaining: expect.any(Number) as number,
  });
  const { remaining } = context as { remaining: number };
  expect(remaining).toBeGreaterThan(0);
  expect(remaining).toBeLessThanOrEqual(10_000);
});

test("what Node gives to evaluated scripts only is not there", async () => {
  const globals = await responseOf(
    handler(
      "return [typeof fs, typeof require, process.argv[1], process.cwd() === process.env.LAMBDA_TASK_ROOT]",
    ),
  );
  expect(globals).toEqual(["undefined", "undefined", "/var/runtime/index.mjs", true]);
});

test.each([
  ["index.handler", "index.cjs", "exports.handler = async () => 'cjs'", "cjs"],
  ["index.handler", "index.mjs", "export default { handler: async () => 'default' }", "default"],
  ["index.deep.handler", "index.mjs", "export const deep = { handler: async () => 'deep' }", "deep"],
])("handler %s of %s", async (name, file, code, expected) => {
  const cloud = await startPipeline(withFunction({ Handler: name }), code, {}, file);
  expect((await cloud.putEvent(EVENT)).invocations[0]?.response).toBe(expected);
});

test.each([
  ["src/app.run", "Runtime.ImportModuleError"],
  ["index", "Runtime.MalformedHandlerName"],
])("a handler named %s is not found", async (name, errorType) => {
  expect(await responseOf(handler(""), { Handler: name })).toMatchObject({ errorType });
});

test("a callback still works on the runtimes that have it", async () => {
  const code =
    "export const handler = (event, context, callback) => { setTimeout(() => callback(null, event.id), 1) };";
  expect(await responseOf(code, { Runtime: "nodejs22.x" })).toBe("event-1");
});

describe("lines", () => {
  test("console and streams are kept apart from Lambda's own lines, each kept with its invocation", async () => {
    const code = handler(`
      console.log("first", { a: 1 });
      console.error("two\\nlines");
      process.stdout.write("no line end " + event.id);
      process.stderr.write("warned " + event.id + "\\n");
      return 1;`);
    const cloud = await startPipeline({}, code);
    for (const id of ["a", "b"]) {
      const [invocation] = (await cloud.putEvent({ ...EVENT, id })).invocations;
      const lines = (invocation?.logs ?? []).map(({ from, message }) => `${from}: ${message}`);
      expect(lines.filter((line) => line.startsWith("stdout"))).toEqual([
        expect.stringMatching(
          new RegExp(`^stdout: \\S+Z\\t${invocation?.requestId ?? ""}\\tINFO\\tfirst \\{ a: 1 \\}$`),
        ),
        expect.stringMatching(/\tERROR\ttwo\rlines$/),
        `stdout: no line end ${id}`,
      ]);
      expect(lines.filter((line) => line.startsWith("stderr"))).toEqual([`stderr: warned ${id}`]);
      const own = lines.filter((line) => line.startsWith("platform"));
      expect(own.slice(-3)).toEqual([
        `platform: START RequestId: ${invocation?.requestId ?? ""} Version: $LATEST`,
        `platform: END RequestId: ${invocation?.requestId ?? ""}`,
        expect.stringMatching(
          /^platform: REPORT RequestId: .*\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB/,
        ),
      ]);
      expect(own[0]).toMatch(
        id === "a" ? /INIT_START Runtime Version: nodejs24\.x \(Node v\d+/ : /^platform: START/,
      );
    }
  });

  test("many lines of many invocations at once stay with their own", async () => {
    const code = handler(
      `for (let i = 0; i < 200; i++) console.log(event.id + " " + "x".repeat(500)); return event.id`,
    );
    const cloud = await startPipeline({}, code, { maxConcurrency: 2 });
    const ids = Array.from({ length: 12 }, (_, index) => `event-${index}`);
    const traces = await Promise.all(ids.map((id) => cloud.putEvent({ ...EVENT, id })));
    for (const [index, { invocations }] of traces.entries()) {
      const own = (invocations[0]?.logs ?? []).filter(({ from }) => from === "stdout");
      expect(own).toHaveLength(200);
      expect(own.every(({ message }) => message.includes(`\tevent-${index} `))).toBe(true);
    }
  });

  test("the JSON format and its levels", async () => {
    const code = handler(
      `console.debug("quiet"); console.info("loud", 2); console.error(new Error("bad")); return 1`,
    );
    const cloud = await startPipeline(
      withFunction({ LoggingConfig: { LogFormat: "JSON", ApplicationLogLevel: "INFO" } }),
      code,
    );
    const logs = (await cloud.putEvent(EVENT)).invocations[0]?.logs ?? [];
    expect(logs.map(({ message }): unknown => JSON.parse(message))).toMatchObject([
      { type: "platform.initStart" },
      { type: "platform.start" },
      { level: "INFO", message: "loud 2", requestId: expect.any(String) as string },
      { level: "ERROR", errorType: "Error", errorMessage: "bad" },
      { type: "platform.report", record: { status: "success" } },
    ]);
  });

  test("a system level of WARN leaves out Lambda's own lines", async () => {
    const cloud = await startPipeline(
      withFunction({ LoggingConfig: { LogFormat: "JSON", SystemLogLevel: "WARN" } }),
      handler(`console.log("only this")`),
    );
    expect((await cloud.putEvent(EVENT)).invocations[0]?.logs).toMatchObject([{ from: "stdout" }]);
  });
});

test("no more processes run than allowed, and they are used again", async () => {
  const cloud = await startPipeline(
    withFunction({ ReservedConcurrentExecutions: 2 }),
    handler("await new Promise((resolve) => setTimeout(resolve, 20)); return process.pid"),
  );
  const traces = await Promise.all(Array.from({ length: 8 }, () => cloud.putEvent(EVENT)));
  const pids = traces.map(({ invocations }) => invocations[0]?.response);
  expect(new Set(pids).size).toBe(2);
});

test("the Node that the caller names runs the function, and the trace shows which", async () => {
  const asked: string[] = [];
  const cloud = await startPipeline({}, handler("return process.version"), {
    nodeBinary: (runtime) => {
      asked.push(runtime);
      return { path: process.execPath, version: "v24.0.0" };
    },
  });
  expect(asked).toEqual(["nodejs24.x"]);
  expect((await cloud.putEvent(EVENT)).invocations).toMatchObject([
    { node: "v24.0.0", response: process.version },
  ]);
});

test("a Node that is not there is an error of the invocation, not of the tool", async () => {
  const cloud = await startPipeline({}, handler(""), {
    nodeBinary: () => ({ path: "/no/such/node", version: "v0" }),
  });
  const [invocation] = (await cloud.putEvent(EVENT)).invocations;
  expect(invocation).toMatchObject({ outcome: "error", attempts: 3 });
  expect(invocation?.logs.map(({ message }) => message)).toContainEqual(
    expect.stringContaining("cannot run /no/such/node"),
  );
});

test("the bootstrap is a data URL, so that no file is needed", () => {
  expect(bootstrapUrl("mark")).toMatch(/^data:text\/javascript,const%20MARK%20%3D%20%22mark%22/);
});
