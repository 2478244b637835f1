import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  SendMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { fakeClock } from "@security-auto/testing";
import { stopClouds, startPipeline } from "../../test/cloud";
import { CENTRAL } from "../../test/member-template";
import { change, QUEUE_ARN } from "../../test/pipeline";
import { allow, failureOf, redriversOf, STRANGER } from "../../test/services";
import type { CredentialsFor, LocalCloud } from "../index";

afterEach(stopClouds);

const OPERATOR = { accountId: CENTRAL, userName: "ilse" };

interface Opened {
  readonly cloud: LocalCloud;
  readonly sqs: SQSClient;
  readonly QueueUrl: string;
  /** Lets so many seconds pass. */
  readonly pass: (seconds: number) => void;
}

async function opened(
  who: CredentialsFor = OPERATOR,
  queue: Readonly<Record<string, unknown>> = {},
): Promise<Opened> {
  const { now, advance } = fakeClock("2026-01-01T00:00:00Z");
  const cloud = await startPipeline(
    (resources) => {
      change(resources, "Queue", queue);
      resources["Dead"] = { Type: "AWS::SQS::Queue", Properties: { QueueName: "dead" } };
    },
    undefined,
    { now },
  );
  const { sqs } = redriversOf(cloud, who);
  const { QueueUrl = "" } = await redriversOf(cloud, OPERATOR).sqs.send(
    new GetQueueUrlCommand({ QueueName: "failures" }),
  );
  return {
    cloud,
    sqs,
    QueueUrl,
    pass: (seconds) => {
      advance(seconds * 1000);
    },
  };
}

async function receive(
  { sqs, QueueUrl }: Pick<Opened, "sqs" | "QueueUrl">,
  VisibilityTimeout?: number,
): Promise<readonly Message[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ["All"],
      MessageSystemAttributeNames: ["All"],
      ...(VisibilityTimeout !== undefined && { VisibilityTimeout }),
    }),
  );
  return Messages;
}

const bodiesOf = (messages: readonly Message[]) => messages.map(({ Body }) => Body);

const send = ({ sqs, QueueUrl }: Opened, MessageBody: string) =>
  sqs.send(
    new SendMessageCommand({
      QueueUrl,
      MessageBody,
      MessageAttributes: { ERROR_CODE: { DataType: "String", StringValue: "NO_PERMISSIONS" } },
    }),
  );

describe("a message", () => {
  test("comes with its body, attributes and times, and once only", async () => {
    const queue = await opened();
    const { MessageId } = await send(queue, "zö\n\u0001ë");
    queue.pass(5);
    const [message] = await receive(queue);
    expect(message).toMatchObject({
      MessageId,
      Body: "zö\n\u0001ë",
      MessageAttributes: { ERROR_CODE: { DataType: "String", StringValue: "NO_PERMISSIONS" } },
      Attributes: {
        SentTimestamp: String(Date.UTC(2026, 0, 1)),
        ApproximateFirstReceiveTimestamp: String(Date.UTC(2026, 0, 1) + 5000),
        ApproximateReceiveCount: "1",
      },
    });
    expect(await receive(queue)).toEqual([]);
  });

  test("is seen again when its visibility timeout has passed, and not before", async () => {
    const queue = await opened();
    await send(queue, "one");
    expect(bodiesOf(await receive(queue, 20))).toEqual(["one"]);
    queue.pass(19);
    expect(await receive(queue)).toEqual([]);
    queue.pass(1);
    const [again] = await receive(queue);
    expect(again?.Attributes?.ApproximateReceiveCount).toBe("2");
  });

  test("stays hidden for the queue's 30 seconds where the receive says nothing", async () => {
    const queue = await opened();
    await send(queue, "one");
    await receive(queue);
    queue.pass(29);
    expect(await receive(queue)).toEqual([]);
    queue.pass(1);
    expect(await receive(queue)).toHaveLength(1);
  });

  test("can be given back at once, or held longer", async () => {
    const queue = await opened();
    const { sqs, QueueUrl } = queue;
    await send(queue, "one");
    const [first] = await receive(queue);
    const ReceiptHandle = first?.ReceiptHandle;
    const hide = (VisibilityTimeout: number) =>
      sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
    await hide(100);
    queue.pass(99);
    expect(await receive(queue)).toEqual([]);
    await hide(0);
    expect(await receive(queue)).toHaveLength(1);
    expect(await failureOf(hide(0))).toMatchObject({ name: "MessageNotInflight" });
  });

  test("is deleted for good; a stale receipt deletes nothing", async () => {
    const queue = await opened();
    const { sqs, QueueUrl } = queue;
    await send(queue, "one");
    const [first] = await receive(queue, 1);
    queue.pass(1);
    const [second] = await receive(queue, 1);
    const remove = (message: Message | undefined) =>
      sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
    await remove(first);
    queue.pass(1);
    expect(await receive(queue, 0)).toHaveLength(1);
    const [third] = await receive(queue, 1);
    await remove(third);
    queue.pass(100);
    expect(await receive(queue)).toEqual([]);
    expect(second?.ReceiptHandle).not.toBe(first?.ReceiptHandle);
  });
});

test("a delayed message is seen when its delay has passed, and counted until then", async () => {
  const queue = await opened(OPERATOR, { DelaySeconds: 30 });
  const { sqs, QueueUrl } = queue;
  await send(queue, "by the queue");
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "by itself", DelaySeconds: 10 }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["ApproximateNumberOfMessagesDelayed"] }),
  );
  expect(Attributes).toEqual({ ApproximateNumberOfMessagesDelayed: "2" });
  queue.pass(10);
  expect(bodiesOf(await receive(queue))).toEqual(["by itself"]);
  queue.pass(20);
  expect(bodiesOf(await receive(queue))).toEqual(["by the queue"]);
});

test("a message received as often as the redrive policy allows goes to the dead-letter queue", async () => {
  const queue = await opened(OPERATOR, {
    RedrivePolicy: { deadLetterTargetArn: QUEUE_ARN.replace("failures", "dead"), maxReceiveCount: 2 },
  });
  const { MessageId } = await send(queue, "one");
  expect(bodiesOf(await receive(queue, 0))).toEqual(["one"]);
  expect(bodiesOf(await receive(queue, 0))).toEqual(["one"]);
  expect(await receive(queue, 0)).toEqual([]);
  expect(queue.cloud.queue("dead")?.receive()).toMatchObject([{ id: MessageId, body: "one" }]);
});

test("the queue's attributes show what waits and what is held; the alarm follows", async () => {
  const queue = await opened();
  const { cloud, sqs, QueueUrl } = queue;
  const alarms: string[] = [];
  cloud.onCall(({ call, caller, ...parts }) => {
    expect(caller).toBe(`arn:aws:iam::${CENTRAL}:user/ilse`);
    alarms.push(...parts.alarms.map(({ state }) => `${call} ${state}`));
  });
  await send(queue, "one");
  await send(queue, "two");
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  expect(
    (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }))).Attributes,
  ).toMatchObject({
    QueueArn: QUEUE_ARN,
    ApproximateNumberOfMessages: "1",
    ApproximateNumberOfMessagesNotVisible: "1",
  });
  for (const { ReceiptHandle } of [...Messages, ...(await receive(queue))])
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  expect(alarms).toEqual(["sqs:SendMessage ALARM", "sqs:DeleteMessage OK"]);
});

describe("who may", () => {
  const policy = allow(["sqs:GetQueueUrl", "sqs:ReceiveMessage"], QUEUE_ARN);

  test.each<[string, CredentialsFor, string]>([
    ["nobody without a permission", { ...OPERATOR, policies: [] }, "AccessDenied"],
    [
      "nobody with a permission on another queue",
      { ...OPERATOR, policies: [allow("sqs:*", `${QUEUE_ARN}-2`)] },
      "AccessDenied",
    ],
    ["no stranger, even an administrator", { accountId: STRANGER, userName: "eve" }, "AccessDenied"],
    ["nobody whose session is over", { ...OPERATOR, lifetimeSeconds: 0 }, "ExpiredToken"],
  ])("%s", async (_who, who, name) => {
    const queue = await opened(who);
    expect(await failureOf(receive(queue))).toMatchObject({ name, status: 403 });
  });

  test("each call by its own permission", async () => {
    const queue = await opened({ ...OPERATOR, policies: [policy] });
    const { sqs, QueueUrl } = queue;
    expect(await receive(queue)).toEqual([]);
    await expect(sqs.send(new GetQueueUrlCommand({ QueueName: "failures" }))).resolves.toMatchObject({
      QueueUrl,
    });
    for (const call of [
      send(queue, "one"),
      sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: "r" })),
      sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: "r", VisibilityTimeout: 0 })),
      sqs.send(new GetQueueAttributesCommand({ QueueUrl })),
    ]) {
      expect(await failureOf(call)).toMatchObject({ name: "AccessDenied" });
    }
  });
});

test.each<[string, (opened: Opened) => Promise<unknown>, string]>([
  [
    "another name",
    ({ sqs }) => sqs.send(new GetQueueUrlCommand({ QueueName: "others" })),
    "QueueDoesNotExist",
  ],
  [
    "another region",
    ({ cloud }) =>
      redriversOf(cloud, OPERATOR, { region: "eu-west-3" }).sqs.send(
        new GetQueueUrlCommand({ QueueName: "failures" }),
      ),
    "QueueDoesNotExist",
  ],
  ["a URL of no queue", ({ sqs }) => receive({ sqs, QueueUrl: "http://127.0.0.1/x" }), "InvalidAddress"],
  [
    "eleven messages at once",
    ({ sqs, QueueUrl }) => sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 11 })),
    "InvalidParameterValue",
  ],
])("no answer for %s", async (_what, ask, name) => {
  expect((await failureOf(ask(await opened()))).name).toMatch(name);
});

const entry = (Id: string, MessageBody = "x"): SendMessageBatchRequestEntry => ({ Id, MessageBody });

test.each<[string, SendMessageBatchRequestEntry[], string]>([
  ["without an entry", [], "EmptyBatchRequest"],
  ["of eleven", Array.from({ length: 11 }, (_, id) => entry(String(id))), "TooManyEntriesInBatchRequest"],
  ["with an id twice", [entry("a"), entry("a")], "BatchEntryIdsNotDistinct"],
  ["with an id of other characters", [entry("a/b")], "InvalidBatchEntryId"],
  [
    "that is too long as a whole",
    [entry("a", "x".repeat(600_000)), entry("b", "x".repeat(600_000))],
    "BatchRequestTooLong",
  ],
])("a batch %s is refused", async (_what, Entries, name) => {
  const { sqs, QueueUrl, cloud } = await opened();
  const failure = await failureOf(sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries })));
  expect(failure.name).toContain(name);
  expect(cloud.queue("failures")?.depth).toBe(0);
});

test.each([
  ["AccessDenied", "AccessDenied"],
  ["SlowDown", "RequestThrottled"],
  ["ServiceUnavailable", "ServiceUnavailable"],
  ["InternalError", "InternalError"],
] as const)("a fault %s is injected into the messages to one queue", async (kind, name) => {
  const queue = await opened();
  queue.cloud.setFaults([
    { service: "sqs", call: "SendMessage", queue: "failures", times: 1, fault: { kind } },
  ]);
  expect((await failureOf(send(queue, "one"))).name).toBe(name);
  await expect(send(queue, "two")).resolves.toBeDefined();
});

test("entries of a batch fail by a fault, and the call succeeds", async () => {
  const { sqs, QueueUrl, cloud } = await opened();
  cloud.setFaults([{ service: "sqs", fault: { kind: "FailedEntry" } }]);
  const answer = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: [entry("a")] }));
  expect(answer).toMatchObject({ Failed: [{ Id: "a", Code: "InternalError", SenderFault: false }] });
  expect(cloud.queue("failures")?.depth).toBe(0);
});
