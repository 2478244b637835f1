import type { Traced, TracedInvocation } from "@security-auto/report";
import { stationsOf } from "./stations";

const NOTHING: Traced = {
  ...{ name: "PutBucketPolicy", bus: "central", accepted: true, rules: [], unmatched: 1, invocations: [] },
  ...{ messages: [], notifications: [], imports: [], deadLetters: [], alarms: [] },
  ...{ denied: [], faults: [], lost: [], followUps: [] },
};

const ran = (name: string, ...actions: readonly string[]): TracedInvocation => ({
  ...{ function: name, outcome: "success", attempts: 1, initMs: 0, durationMs: 12.4, logs: ["START"] },
  apiCalls: actions.map((action) => ({
    action,
    resource: "arn:aws:sns:us-west-2:1:alerts",
    decision: "allowed",
  })),
});

/** Each station with those that it came from, such as `function judge < rule all`. */
const wayOf = (traced: Partial<Traced>): readonly string[] => {
  const stations = stationsOf({ ...NOTHING, ...traced });
  const named = (id: number) => `${stations[id]?.kind ?? ""} ${stations[id]?.name ?? ""}`;
  return stations.map(({ id, from }) => [named(id), ...from.map(named)].join(" < "));
};

test.each<[string, Partial<Traced>, readonly string[]]>([
  ["no rule matches", {}, ["event PutBucketPolicy"]],
  [
    "a rule invokes a function, which notifies",
    {
      rules: [
        { name: "all", targets: ["judge"] },
        { name: "other", targets: ["x"] },
      ],
      invocations: [ran("judge", "sns:Publish")],
      notifications: [{ topic: "alerts", subject: "PUBLIC" }],
    },
    [
      "event PutBucketPolicy",
      "rule all < event PutBucketPolicy",
      "rule other < event PutBucketPolicy",
      "function judge < rule all",
      "topic alerts < function judge",
    ],
  ],
  [
    "a rule notifies a topic itself",
    {
      rules: [{ name: "all", targets: ["alerts", "judge"] }],
      invocations: [ran("judge")],
      notifications: [{ topic: "alerts", subject: "Event" }],
    },
    [
      "event PutBucketPolicy",
      "rule all < event PutBucketPolicy",
      "function judge < rule all",
      "topic alerts < rule all",
    ],
  ],
  [
    "a queue stands before a function of the same name",
    {
      rules: [{ name: "violates", targets: ["restrict"] }],
      messages: [{ queue: "restrict" }],
      invocations: [ran("restrict")],
    },
    [
      "event PutBucketPolicy",
      "rule violates < event PutBucketPolicy",
      "queue restrict < rule violates",
      "function restrict < queue restrict",
    ],
  ],
  [
    "an event that could not be delivered lies in a queue",
    {
      rules: [{ name: "all", targets: ["judge"] }],
      deadLetters: [{ queue: "failures", reason: "delivery" }],
    },
    ["event PutBucketPolicy", "rule all < event PutBucketPolicy", "dead letters failures < rule all"],
  ],
  [
    "a rule forwards to another bus, where a function's call raises an event",
    {
      rules: [{ name: "forward", targets: ["security"] }],
      followUps: [
        {
          ...NOTHING,
          bus: "security",
          rules: [{ name: "all", targets: ["judge", "restrict"] }],
          invocations: [ran("judge"), ran("restrict", "s3:PutBucketTagging")],
          followUps: [{ ...NOTHING, name: "PutBucketTagging" }],
        },
      ],
    },
    [
      "event PutBucketPolicy",
      "rule forward < event PutBucketPolicy",
      "event PutBucketPolicy < rule forward",
      "rule all < event PutBucketPolicy",
      "function judge < rule all",
      "function restrict < rule all",
      "event PutBucketTagging < function restrict",
    ],
  ],
])("%s", (_what, traced, way) => {
  expect(wayOf(traced)).toEqual(way);
});

test("no two stations have one place", () => {
  const stations = stationsOf({
    ...NOTHING,
    rules: [{ name: "all", targets: ["judge"] }],
    invocations: [ran("judge"), ran("judge")],
    followUps: [NOTHING, { ...NOTHING, deadLetters: [{ queue: "failures", reason: "delivery" }] }],
  });
  expect(new Set(stations.map(({ column, row }) => `${column} ${row}`)).size).toBe(stations.length);
});

test("a queue and its function stand beside the rule that sends to them, and not before another's function", () => {
  const stations = stationsOf({
    ...NOTHING,
    rules: [
      { name: "assessed", targets: ["findings"] },
      { name: "violates", targets: ["restrict"] },
    ],
    messages: [{ queue: "restrict" }],
    invocations: [ran("findings"), ran("restrict")],
  });
  expect(stations.map(({ name, row }) => `${name} ${row}`)).toEqual([
    ...["PutBucketPolicy 0", "assessed 0", "violates 1", "restrict 1", "findings 0", "restrict 1"],
  ]);
});

test.each<[string, Partial<Traced>]>([
  ["the bus does not accept it", { accepted: false }],
  ["a function fails", { invocations: [{ ...ran("judge"), outcome: "error" }] }],
  [
    "a call is denied",
    { invocations: [{ ...ran("judge"), apiCalls: [{ action: "a:B", resource: "*", decision: "denied" }] }] },
  ],
  ["something is lost", { lost: [{ what: "event", to: "", because: "no queue" }] }],
])("wrong: %s", (_what, traced) => {
  expect(stationsOf({ ...NOTHING, ...traced }).filter(({ isWrong }) => isWrong)).toHaveLength(1);
});
