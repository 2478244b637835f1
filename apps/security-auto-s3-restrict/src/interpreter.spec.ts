import { interpret } from "./interpreter";

const NOW = new Date("2026-03-04T09:00:00Z");
const BY = "arn:aws:iam::111122223333:user/noor";
const undo = (more: object = {}) => ({
  version: "1",
  request: "undo",
  action: "444455556666:ledger-archive:6f1c0b2a9d3e4f58-1",
  owner: "noor",
  reason: "needed",
  by: BY,
  ...more,
});

test("a batch is its messages, each unread", () => {
  const messages = [
    { messageId: "one", body: "{}" },
    { messageId: "two", body: "no JSON" },
  ];
  const Records = messages.map((message) => ({ ...message, eventSource: "aws:sqs", attributes: {} }));
  expect(interpret({ Records })).toEqual({ kind: "messages", messages });
});

test.each<[what: string, event: unknown, task: object]>([
  [
    "an undo ends its suppression after a day",
    undo(),
    { request: { request: "undo", until: "2026-03-05T09:00:00.000Z" } },
  ],
  [
    "or when it is asked for",
    undo({ expires: "2026-04-01" }),
    { request: { until: "2026-04-01T23:59:59.999Z" } },
  ],
  [
    "an approval needs no owner",
    { version: "1", request: "approve", action: "id", by: BY },
    { request: { request: "approve", action: "id" } },
  ],
  ["a question", { version: "1", request: "enforcement", by: BY }, { request: { request: "enforcement" } }],
])("a request: %s", (_what, event, task) => {
  expect(interpret(event, NOW)).toMatchObject({ kind: "request", ...task });
});

test.each<[what: string, event: unknown, path: string]>([
  ["nothing", undefined, ""],
  ["a text", "Records", ""],
  ["an empty batch", { Records: [] }, "Records"],
  ["a message without a body", { Records: [{ messageId: "one" }] }, "Records.0.body"],
  ["a request of another version", undo({ version: "2" }), "version"],
  ["a request of another kind", { version: "1", request: "forget", by: BY }, "request"],
  ["an undo without a reason", undo({ reason: undefined }), "reason"],
  ["an undo with a blank owner", undo({ owner: " " }), "owner"],
  ["an undo whose suppression ends in the past", undo({ expires: "2026-03-01" }), "expires"],
  ["an undo of somebody without an ARN", undo({ by: "noor" }), "by"],
  ["a request with more than it may have", undo({ bucket: "ledger-archive" }), ""],
  ["a switch with another value", { version: "1", request: "enforcement", value: "maybe", by: BY }, "value"],
])("%s is invalid, and the place is named", (_what, event, path) => {
  expect(interpret(event, NOW)).toMatchObject({ kind: "invalid", issues: [{ path }] });
});
