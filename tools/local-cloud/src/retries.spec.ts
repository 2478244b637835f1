import { EVENT, startPipeline, stopClouds } from "../test/cloud";
import { change, document, FUNCTION_ARN } from "../test/pipeline";

afterEach(stopClouds);

/** A handler whose module body is `before` and whose own body is `body`. */
const handler = (body: string, before = ""): string =>
  `${before}\nexport const handler = async (event) => { ${body} };`;

test("a function that recovers is not tried again, and nothing goes to the queue", async () => {
  const code = handler(`if (++calls < 2) throw new Error("not yet"); return calls`, "let calls = 0;");
  const cloud = await startPipeline({}, code);
  const trace = await cloud.putEvent(EVENT);

  expect(trace.invocations).toMatchObject([{ outcome: "success", attempts: 2, response: 2 }]);
  expect(trace.deadLetters).toEqual([]);
});

test("a process that ended is replaced, and the next event starts cold", async () => {
  const cloud = await startPipeline(
    {},
    handler(`if (event.detail.crash) process.exit(1); return process.pid`),
  );
  const before = await cloud.putEvent(EVENT);
  const warm = await cloud.putEvent(EVENT);
  await cloud.putEvent({ ...EVENT, detail: { crash: true } });
  const after = await cloud.putEvent(EVENT);

  expect(before.invocations[0]?.initMs).toBeGreaterThan(0);
  expect(warm.invocations).toMatchObject([{ initMs: 0, response: before.invocations[0]?.response }]);
  expect(after.invocations[0]?.initMs).toBeGreaterThan(0);
  expect(after.invocations[0]?.response).not.toBe(before.invocations[0]?.response);
});

test.each([
  [0, 1],
  [1, 2],
])("%i retries make %i attempts", async (retries, attempts) => {
  const cloud = await startPipeline((resources) => {
    change(resources, "InvokeConfig", { MaximumRetryAttempts: retries });
  }, handler(`throw new Error("always")`));
  expect((await cloud.putEvent(EVENT)).invocations).toMatchObject([{ attempts }]);
});

test("retries wait as long as they are configured to", async () => {
  const cloud = await startPipeline({}, handler(`throw new Error("always")`), { retryDelayMs: 150 });
  const began = performance.now();
  await cloud.putEvent(EVENT);
  expect(performance.now() - began).toBeGreaterThanOrEqual(290);
});

test("without any configuration there are two retries, and the failed event is lost", async () => {
  const cloud = await startPipeline({ InvokeConfig: undefined }, handler(`throw new Error("always")`));
  const trace = await cloud.putEvent(EVENT);

  expect(trace.invocations).toMatchObject([{ outcome: "error", attempts: 3 }]);
  expect(trace.lost).toMatchObject([{ what: "event", to: FUNCTION_ARN }]);
});

test("the function's own dead-letter queue receives the event itself", async () => {
  const cloud = await startPipeline((resources) => {
    delete resources["InvokeConfig"];
    change(resources, "Function", {
      DeadLetterConfig: { TargetArn: { "Fn::GetAtt": ["Queue", "Arn"] } },
    });
  }, handler(`throw new Error("always")`));
  const trace = await cloud.putEvent(EVENT);

  expect(trace.deadLetters).toMatchObject([
    { reason: "function-dead-letter", attributes: { ErrorCode: "200", ErrorMessage: "always" } },
  ]);
  expect(JSON.parse(trace.deadLetters[0]?.body ?? "")).toEqual(EVENT);
});

test("a role that may not send to the failure queue loses the event", async () => {
  const cloud = await startPipeline((resources) => {
    change(resources, "FunctionRole", { Policies: [] });
  }, handler(`throw new Error("always")`));
  const trace = await cloud.putEvent(EVENT);

  expect(trace.deadLetters).toEqual([]);
  expect(trace.denied).toContainEqual(expect.objectContaining({ action: "sqs:SendMessage" }));
  expect(trace.lost).toContainEqual(expect.objectContaining({ what: "invocation record" }));
  expect(cloud.queue("failures")?.depth).toBe(0);
});

test("a function switched off by its concurrency never runs", async () => {
  const cloud = await startPipeline((resources) => {
    change(resources, "Function", { ReservedConcurrentExecutions: 0 });
  });
  const trace = await cloud.putEvent(EVENT);

  expect(trace.invocations).toMatchObject([{ outcome: "error", attempts: 0 }]);
  expect(JSON.parse(trace.deadLetters[0]?.body ?? "")).toMatchObject({
    requestContext: { condition: "EventAgeExceeded", approximateInvokeCount: 0 },
  });
});

test("a role that Lambda cannot assume would not deploy", async () => {
  await expect(
    startPipeline((resources) => {
      change(resources, "FunctionRole", {
        AssumeRolePolicyDocument: document({
          Effect: "Allow",
          Principal: { Service: "ec2.amazonaws.com" },
          Action: "sts:AssumeRole",
        }),
      });
    }),
  ).rejects.toThrow(/role defined for the function logger cannot be assumed by Lambda/);
});
