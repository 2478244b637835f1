import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@security-auto/testing";
import { command, commandServed, ROOT } from "./command";
import { runsOfJudge } from "./runs-of-judge";
import { copyStack, type ServedStack, serveStack } from "./served-stack";

// Processes are started: seconds on a busy machine.
jest.setTimeout(120_000);

const folder = temporaryFolder();
const event = JSON.parse(readFileSync(join(ROOT, "tools/cli/samples/public-policy.json"), "utf8")) as {
  readonly detail: object;
};

let served: ServedStack | undefined;
afterEach(() => served?.cloud.close());

const QUEUE = "security-auto-failures";

function deadLetter({ cloud, stack }: ServedStack, target: string | undefined, body: unknown = event): void {
  cloud.queue(QUEUE)?.send(typeof body === "string" ? body : JSON.stringify(body), {
    RULE_ARN: stack.rules[0]?.arn ?? "",
    TARGET_ARN: target ?? "",
    ERROR_CODE: "NO_PERMISSIONS",
    ERROR_MESSAGE: "not authorized",
  });
}

async function withFailures(): Promise<ServedStack> {
  served = await serveStack();
  deadLetter(served, served.stack.functions[0]);
  deadLetter(served, served.stack.topics[0]);
  return served;
}

const waiting = ({ cloud }: ServedStack) => cloud.queue(QUEUE)?.depth;

test("a dry run lists what is there and changes nothing", async () => {
  const stack = await withFailures();
  const { status, stdout, stderr, lines } = await stack.run(["redrive"]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(
    /^What is in the queue security-auto-failures of account 111122223333 in us-west-2; nothing is changed/,
  );
  expect(stdout).toMatch(
    /listed +[\w-]{36} {2}PutBucketPolicy, \S+Z, queued \S+Z: NO_PERMISSIONS: not authorized/,
  );
  expect(stdout).toContain("invoke arn:aws:lambda:us-west-2:111122223333:function:security-auto-S3");
  expect(stdout).toContain("publish arn:aws:sns:us-west-2:111122223333:security-alerts");
  expect(lines.at(-1)).toBe("2 read = 0 redriven + 2 kept");
  expect(waiting(stack)).toBe(2);
  expect(stack.calls.flatMap(({ invocations, notifications }) => [...invocations, ...notifications])).toEqual(
    [],
  );
});

test("--apply invokes and publishes again, and deletes what succeeded, with the printed policy alone", async () => {
  const stack = await withFailures();
  const policy: unknown = JSON.parse((await stack.run(["redrive", "--policy"])).stdout);
  expect(JSON.stringify(policy)).not.toMatch(/security-alarms|security-findings/);
  const { status, lines, stdout } = await stack.run(["redrive", "--apply"], [policy]);
  expect({ status, sum: lines.at(-1) }).toEqual({ status: 0, sum: "2 read = 2 redriven + 0 kept" });
  expect(stdout).toMatch(/security-auto-S3 answered 200, \w+/);
  expect(waiting(stack)).toBe(0);
  // A call ends with all that it sets off.
  await stack.cloud.settled();
  const { calls } = stack;
  expect(calls.flatMap(({ invocations }) => invocations)).toMatchObject([
    { function: "security-auto-S3", outcome: "success", response: { statusCode: 200 } },
  ]);
  expect(calls.flatMap(({ notifications }) => notifications)).toMatchObject([
    { topic: "security-alerts", message: JSON.stringify(event) },
  ]);
});

describe("each permission of the policy is needed", () => {
  test.each([
    ["sqs:GetQueueUrl", 2],
    ["sqs:ReceiveMessage", 2],
    ["sqs:DeleteMessage", 1],
    ["lambda:InvokeFunction", 1],
    ["sns:Publish", 1],
  ])("without %s", async (action, status) => {
    const stack = await withFailures();
    const { stdout } = await stack.run(["redrive", "--policy"]);
    const ended = await stack.run(
      ["redrive", "--apply"],
      [JSON.parse(stdout.replace(`"${action}"`, '"sqs:ListQueues"'))],
    );
    expect(ended.status).toBe(status);
    expect(ended.stdout + ended.stderr).toContain(action);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
    expect(waiting(stack)).toBeGreaterThan(0);
  });

  test("without sqs:ChangeMessageVisibility a dry run leaves the messages hidden", async () => {
    const stack = await withFailures();
    const { stdout } = await stack.run(["redrive", "--policy"]);
    await stack.run(
      ["redrive"],
      [JSON.parse(stdout.replace("sqs:ChangeMessageVisibility", "sqs:ListQueues"))],
    );
    expect(waiting(stack)).toBe(0);
  });
});

test("what is not understood stays and is named, hostile text is shown and not obeyed, the rest goes on", async () => {
  const stack = await withFailures();
  const evil = { ...event, detail: { ...event.detail, eventName: "x\u001b[2J\nredriven  y" } };
  stack.cloud.queue(QUEUE)?.send("who knows");
  deadLetter(stack, "arn:aws:lambda:us-west-2:111122223333:function:someone-elses");
  deadLetter(stack, stack.stack.functions[0], evil);
  const { status, stdout, lines } = await stack.run(["redrive", "--apply"]);
  expect({ status, sum: lines.at(-1) }).toEqual({ status: 1, sum: "5 read = 3 redriven + 2 kept" });
  expect(stdout).toContain("its body is no JSON object");
  expect(stdout).toContain("the environment has no function or topic arn:aws:lambda");
  expect(stdout).toContain("x\\u001b[2J\\u000aredriven  y");
  expect(waiting(stack)).toBe(2);
  expect((await stack.run(["redrive"])).status).toBe(1);
});

test("an event that is nested too deeply to be written again is redriven as it lies there, and the rest goes on", async () => {
  const stack = await withFailures();
  const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
  const text = `${JSON.stringify(event).slice(0, -1)},"deep":${deep}}`;
  const functionArn = stack.stack.functions[0] ?? "";
  stack.cloud
    .queue(QUEUE)
    ?.send(`{"requestContext":${JSON.stringify({ functionArn })},"requestPayload":${text}}`);
  deadLetter(stack, stack.stack.topics[0], text);
  const { status, stderr, lines } = await stack.run(["redrive", "--apply"]);
  expect({ status, stderr, sum: lines.at(-1) }).toEqual({
    status: 0,
    stderr: "",
    sum: "4 read = 4 redriven + 0 kept",
  });
});

test("what the function does not take stays", async () => {
  served = await serveStack();
  deadLetter(served, served.stack.functions[0], { ...event, detail: {} });
  const { status, lines } = await served.run(["redrive", "--apply", "--json"]);
  expect(status).toBe(1);
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    { fate: "kept", said: expect.stringContaining("security-auto-S3 answered 400") as string },
  ]);
  expect(waiting(served)).toBe(1);
});

test("from failure to redrive: three attempts, the record in the queue, kept while it fails, deleted when it succeeds", async () => {
  const flag = join(folder.path, "broken");
  writeFileSync(flag, "");
  const code = `import { existsSync } from "node:fs";
    export const handler = async (event) => {
      if (existsSync(${JSON.stringify(flag)})) throw new TypeError("S3 is away");
      return { statusCode: 200, body: "{}", saw: event.id };
    };`;
  served = await serveStack(copyStack(join(folder.path, "failing"), code));
  const trace = await served.cloud.putEvent(event);
  const failures = trace.invocations.length;
  expect(runsOfJudge(trace.invocations)).toMatchObject([{ outcome: "error", attempts: 3 }]);
  const failing = await served.run(["redrive", "--apply"]);
  expect(failing.status).toBe(1);
  expect(failing.stdout).toContain("RetriesExhausted: TypeError: S3 is away");
  expect(failing.stdout).toContain("security-auto-S3 failed again: TypeError: S3 is away");
  expect(waiting(served)).toBe(failures);
  rmSync(flag);
  const mended = await served.run(["redrive", "--apply"]);
  expect(mended.lines.at(-1)).toBe(`${failures} read = ${failures} redriven + 0 kept`);
  expect(waiting(served)).toBe(0);
});

test("EventBridge's own dead letters, one for each function that a rule may not invoke", async () => {
  const code = 'export const handler = async () => ({ statusCode: 200, body: "{}" });';
  const root = copyStack(join(folder.path, "denied"), code, (template) =>
    template.replaceAll('"lambda:InvokeFunction"', '"lambda:GetFunction"'),
  );
  served = await serveStack(root);
  const { stack } = served;
  const { bus, deadLetters } = await served.cloud.putEvent(event);
  const functions = stack.rules
    .filter((rule) => rule.bus.endsWith(`:event-bus/${bus}`) && rule.matches(event))
    .flatMap(({ targets }) => targets.map(({ arn }) => arn))
    .filter((arn) => stack.functions.includes(arn));
  expect(functions.length).toBeGreaterThan(0);
  expect(deadLetters.map(({ attributes }) => attributes["TARGET_ARN"]).sort()).toEqual(functions.sort());
  for (const deadLetter of deadLetters) {
    expect(deadLetter).toMatchObject({ reason: "delivery", attributes: { ERROR_CODE: "NO_PERMISSIONS" } });
  }
  const { status, lines } = await served.run(["redrive", "--apply"]);
  const count = deadLetters.length;
  expect({ status, sum: lines.at(-1) }).toEqual({
    status: 0,
    sum: `${count} read = ${count} redriven + 0 kept`,
  });
});

describe("bad use and no way there: one line, exit 2", () => {
  test.each([
    ["a FILE", ["events.json"], "Unexpected argument 'events.json'"],
    ["an endpoint that is no URL", ["--endpoint", "localhost:4566"], "--endpoint needs an http(s) URL"],
    ["an unknown option", ["--force"], "--force"],
  ])("%s", (_what, args, message) => {
    const { status, stdout, stderr } = command(["redrive", ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(message);
  });

  const keys = { AWS_ACCESS_KEY_ID: "AKIAEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret" };
  const NO_URLS = ["http://127.0.0.1:99999", "http://a b", "http://[::", "foo", "ftp://127.0.0.1"];
  const SOURCES: readonly (readonly [string, (url: string) => Parameters<typeof commandServed>])[] = [
    ["--endpoint", (url) => [["redrive", "--endpoint", url], keys]],
    ["AWS_ENDPOINT_URL", (url) => [["redrive"], { ...keys, AWS_ENDPOINT_URL: url }]],
    ["AWS_ENDPOINT_URL_SQS", (url) => [["redrive"], { ...keys, AWS_ENDPOINT_URL_SQS: url }]],
  ];

  test.each(SOURCES.flatMap(([name, call]) => NO_URLS.map((url) => [name, url, call] as const)))(
    "%s %s",
    async (name, url, call) => {
      const { status, stdout, stderr } = await commandServed(...call(url));
      expect({ status, stdout, stderr }).toEqual({
        status: 2,
        stdout: "",
        stderr: `${name} needs an http(s) URL such as http://127.0.0.1:4566, not ${url}\n`,
      });
    },
  );

  test("--endpoint counts, whatever the environment says", async () => {
    served = await serveStack();
    const { accessKeyId, secretAccessKey } = served.cloud.credentials({
      accountId: "111122223333",
      userName: "operator",
    });
    const ended = await commandServed(["redrive", "--endpoint", served.cloud.endpoints.all], {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_ENDPOINT_URL: "foo",
    });
    expect(ended).toMatchObject({ status: 0, stderr: "" });
  });

  test("an endpoint in the profile that is no URL", async () => {
    const config = join(folder.path, "config");
    writeFileSync(config, "[default]\nendpoint_url = foo\n");
    const { status, stderr } = await commandServed(["redrive"], { ...keys, AWS_CONFIG_FILE: config });
    expect(status).toBe(2);
    expect(stderr).toContain("the endpoint is no URL");
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  test.each<[string, Record<string, string>, string]>([
    ["no credentials", {}, "no AWS credentials"],
    ["nobody at the endpoint", keys, "no connection to 127.0.0.1:1 (ECONNREFUSED)"],
  ])("%s", async (_what, variables, message) => {
    const { status, stderr } = await commandServed(
      ["redrive", "--endpoint", "http://127.0.0.1:1"],
      variables,
    );
    expect(status).toBe(2);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain("the queue security-auto-failures of account 111122223333 in us-west-2: ");
    expect(stderr).toContain(message);
  });

  test("credentials nobody knows", async () => {
    served = await serveStack();
    const { status, stderr } = await commandServed(
      ["redrive", "--endpoint", served.cloud.endpoints.all],
      keys,
    );
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringContaining("AWS does not take the credentials") as string,
    });
  });
});
