import type { EventPipeline } from "@security-auto/local-cloud";
import { understand } from "./failed-event";

const FUNCTION = "arn:aws:lambda:us-west-2:111122223333:function:judge";
const TOPIC = "arn:aws:sns:us-west-2:111122223333:alerts";
const BUS = "arn:aws:events:us-west-2:111122223333:event-bus/central";
const QUEUE = "arn:aws:sqs:us-west-2:111122223333:failures";
const RULE = "arn:aws:events:us-west-2:111122223333:rule/central/changes";
const WORDED = "arn:aws:events:us-west-2:111122223333:rule/central/worded";

const stack: EventPipeline = {
  failureQueues: [{ name: "failures", arn: QUEUE }],
  functions: [FUNCTION],
  eventSources: [],
  codeFolders: new Map(),
  timeouts: new Map(),
  topics: [TOPIC],
  keys: new Map(),
  rules: [
    {
      name: "changes",
      arn: RULE,
      bus: BUS,
      matches: (event) => (event as { source?: unknown }).source === "aws.s3",
      targets: [
        { arn: TOPIC, takesEvent: true },
        { arn: FUNCTION, takesEvent: true },
      ],
    },
    {
      name: "worded",
      arn: WORDED,
      bus: BUS,
      matches: () => false,
      targets: [{ arn: TOPIC, takesEvent: false }],
    },
  ],
};

const event = {
  id: "1",
  source: "aws.s3",
  time: "2026-03-04T09:15:00Z",
  detail: { eventName: "PutBucketAcl" },
};
const said = { name: "PutBucketAcl", time: "2026-03-04T09:15:00Z" };

const deadLetter = (attributes: Record<string, string> = {}, body: unknown = event) => ({
  id: "m",
  body: typeof body === "string" ? body : JSON.stringify(body),
  attributes: { RULE_ARN: RULE, TARGET_ARN: FUNCTION, ERROR_CODE: "NO_PERMISSIONS", ...attributes },
});

const record = (changes: object = {}) => ({
  id: "m",
  attributes: {},
  body: JSON.stringify({
    version: "1.0",
    requestContext: { functionArn: `${FUNCTION}:$LATEST`, condition: "RetriesExhausted" },
    requestPayload: event,
    responsePayload: { errorType: "TypeError", errorMessage: "no" },
    ...changes,
  }),
});

const INVOKE = { kind: "invoke", arn: FUNCTION };
const PUBLISH = { kind: "publish", arn: TOPIC };

test.each([
  ["a dead letter of the function", deadLetter(), [INVOKE], "NO_PERMISSIONS"],
  [
    "with EventBridge's message",
    deadLetter({ ERROR_MESSAGE: "not authorized" }),
    [INVOKE],
    "NO_PERMISSIONS: not authorized",
  ],
  ["of the topic: published, not invoked", deadLetter({ TARGET_ARN: TOPIC }), [PUBLISH], "NO_PERMISSIONS"],
  [
    "of the bus: to the targets of its matching rules, the function first",
    deadLetter({ TARGET_ARN: BUS, RULE_ARN: "arn:aws:events:us-west-2:111122223333:rule/forward" }),
    [INVOKE, PUBLISH],
    "NO_PERMISSIONS",
  ],
  ["Lambda's record", record(), [INVOKE], "RetriesExhausted: TypeError: no"],
  [
    "Lambda's record of an event that grew too old",
    record({
      requestContext: { functionArn: FUNCTION, condition: "EventAgeExceeded" },
      responsePayload: undefined,
    }),
    [INVOKE],
    "EventAgeExceeded",
  ],
])("%s", (_what, message, steps, reason) => {
  expect(understand(message, stack)).toEqual({
    kind: "event",
    ...said,
    reason,
    event: JSON.stringify(event),
    steps,
  });
});

test("the event of a dead letter is passed on byte for byte", () => {
  const body = '{ "id":"1","n":12345678901234567890,  "__proto__":{"x":1} }';
  expect(understand(deadLetter({}, body), stack)).toMatchObject({ kind: "event", event: body });
});

/** One level more in each: nothing that writes JSON again gets through it. */
const deep = `{"source":"aws.s3","deep":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
const exact = '{ "id":"1", "n":12345678901234567890,  "__proto__":{"x":1} }';

test.each([
  ["deeply nested", deep],
  ["with a number that no double holds", exact],
])("the event of Lambda's record, %s, is passed on byte for byte", (_what, text) => {
  const body = `{"requestContext":{"functionArn":"${FUNCTION}"}, "requestPayload": ${text} }`;
  expect(understand({ id: "m", attributes: {}, body }, stack)).toMatchObject({ kind: "event", event: text });
});

test("so is that of a dead letter of the bus", () => {
  const message = deadLetter({ TARGET_ARN: BUS }, deep);
  expect(understand(message, stack)).toMatchObject({ kind: "event", event: deep });
});

test.each([
  ["a body that is no JSON", deadLetter({}, "oops"), "no JSON object"],
  ["a body that is a list", deadLetter({}, "[]"), "no JSON object"],
  ["an event without a word of what failed", { ...deadLetter(), attributes: {} }, "neither"],
  ["another environment's function", deadLetter({ TARGET_ARN: `${FUNCTION}-2` }), "has no function or topic"],
  ["a version of the function", deadLetter({ TARGET_ARN: `${FUNCTION}:7` }), "has no function or topic"],
  [
    "a record of another function",
    record({
      requestContext: { functionArn: "arn:aws:lambda:us-west-2:111122223333:function:other:$LATEST" },
    }),
    "has no function",
  ],
  ["a record that names no function", record({ requestContext: null }), "names no function"],
  ["a record without the event", record({ requestPayload: undefined }), "does not hold the event"],
  [
    "a target that receives a text made of the event",
    deadLetter({ TARGET_ARN: TOPIC, RULE_ARN: WORDED }),
    "only EventBridge makes",
  ],
  [
    "an event for the bus that no rule matches",
    deadLetter({ TARGET_ARN: BUS }, { ...event, source: "aws.iam" }),
    "no rule of",
  ],
])("not understood: %s", (_what, message, because) => {
  expect(understand(message, stack)).toEqual({
    kind: "not understood",
    because: expect.stringContaining(because) as string,
  });
});
