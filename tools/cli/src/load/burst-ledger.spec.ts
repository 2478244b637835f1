import { ASSESSMENT_EXAMPLE } from "@security-auto/assessment";
import type { InvocationTrace, Trace } from "@security-auto/local-cloud";
import { MATCHED, RAN } from "../../test/sample-trace";
import type { BurstEvent } from "./burst-events";
import { BurstLedger } from "./burst-ledger";

const change: BurstEvent = { event: {}, kind: "change", changeId: "c-1", broken: false };
const duplicate: BurstEvent = { ...change, kind: "duplicate" };
const unmatched: BurstEvent = { ...change, kind: "not matched" };

const call = (action: string) =>
  ({ action, resource: "arn:aws:iam::444455556666:role/read", decision: "allowed" }) as const;

const run: InvocationTrace = {
  ...RAN,
  apiCalls: [call("sts:AssumeRole"), call("s3:GetBucketAcl")],
  response: { assessment: ASSESSMENT_EXAMPLE },
};

const refused: InvocationTrace = {
  ...run,
  response: {
    assessment: { ...ASSESSMENT_EXAMPLE, verdict: "unknown", facets: { tags: "denied", acl: "present" } },
  },
};

const mail = { topic: "SecurityAlerts", subject: "s", message: "m", recipients: [] };
const letterFor = (target: string): Trace["deadLetters"][number] => ({
  queue: "security-auto-failures",
  body: "{}",
  attributes: { TARGET_ARN: target },
  reason: "delivery",
});
const TOPIC = "arn:aws:sns:us-west-2:111122223333:security-alerts";
const FUNCTION = "arn:aws:lambda:us-west-2:111122223333:function:security-auto-S3";

const arrived: Trace = { ...MATCHED, invocations: [run], notifications: [mail] };
const passedBy: Trace = { ...MATCHED, rules: [{ name: "changes", matched: false, mismatches: [] }] };
const fromMemory: InvocationTrace = {
  ...run,
  apiCalls: [],
  response: { assessment: { ...ASSESSMENT_EXAMPLE, duplicate: true } },
};

type Step = readonly [BurstEvent, Trace];

function problemsOf(steps: readonly Step[]): readonly string[] {
  const ledger = new BurstLedger();
  for (const [sent, trace] of steps) ledger.add(sent, trace);
  return ledger.problems();
}

test.each<readonly [string, readonly Step[]]>([
  ["a change", [[change, arrived]]],
  ["an event that no rule wants", [[unmatched, passedBy]]],
  [
    "a duplicate, answered from memory",
    [
      [change, arrived],
      [duplicate, { ...arrived, invocations: [fromMemory] }],
    ],
  ],
  [
    "a duplicate, answered from memory, whose trace ends before that of the change",
    [
      [duplicate, { ...arrived, invocations: [fromMemory] }],
      [change, arrived],
    ],
  ],
  [
    "a change that another function hears of too, by an instance of its own",
    [
      [
        change,
        { ...arrived, invocations: [run, { ...RAN, logStream: "instance-2", response: { findings: [] } }] },
      ],
    ],
  ],
  [
    "a duplicate judged anew, since a read had been refused",
    [
      [change, { ...arrived, invocations: [refused] }],
      [duplicate, { ...arrived, invocations: [{ ...run, apiCalls: [] }] }],
    ],
  ],
  [
    "a mail that lies in the queue",
    [[change, { ...arrived, notifications: [], deadLetters: [letterFor(TOPIC)] }]],
  ],
])("as promised: %s", (_what, steps) => {
  expect(problemsOf(steps)).toEqual([]);
});

test.each<readonly [string, readonly Step[], string]>([
  ["a change that no rule wants", [[change, passedBy]], "matched: 0, and must be 1"],
  ["an event matched by chance", [[unmatched, arrived]], "not matched: 0, and must be 1"],
  [
    "an event that was neither logged nor kept",
    [[change, { ...arrived, invocations: [{ ...run, logs: [] }] }]],
    "logged + dead-lettered: 0, and must be 1",
  ],
  [
    "a change whose mail is lost",
    [[change, { ...arrived, notifications: [] }]],
    "matched, and neither mailed nor dead-lettered for the topic: 1, and must be 0",
  ],
  [
    "a change whose mail is lost, and whose letter is the function's",
    [[change, { ...arrived, notifications: [], deadLetters: [letterFor(FUNCTION)] }]],
    "matched, and neither mailed nor dead-lettered for the topic: 1, and must be 0",
  ],
  [
    "something lost",
    [
      [
        change,
        {
          ...arrived,
          lost: [
            {
              what: "log lines",
              to: "arn:aws:logs:us-west-2:111122223333:log-group:g",
              because: "throttled",
            },
          ],
        },
      ],
    ],
    "refused or lost: 1, and must be 0",
  ],
  [
    "a role assumed for every event",
    [
      [change, arrived],
      [{ ...change, changeId: "c-2" }, arrived],
    ],
    "AssumeRole 2 times by one instance for one account: instance-1 arn:aws:iam::444455556666:role/read",
  ],
  [
    "a duplicate judged anew",
    [
      [change, arrived],
      [duplicate, { ...arrived, invocations: [{ ...run, apiCalls: [] }] }],
    ],
    "c-1 was judged 2 times by one instance: instance-1",
  ],
  [
    "an answer that does not keep to the contract",
    [[change, { ...arrived, invocations: [{ ...run, response: { assessment: { verdict: "fine" } } }] }]],
    "c-1 was answered with what is not an assessment of version 1: cause",
  ],
  [
    "a memory of what never was",
    [[change, { ...arrived, invocations: [fromMemory] }]],
    "c-1 was answered from memory by an instance that had not judged it: instance-1",
  ],
  [
    "a memory that asks S3",
    [
      [change, arrived],
      [duplicate, { ...arrived, invocations: [{ ...fromMemory, apiCalls: [call("s3:GetBucketAcl")] }] }],
    ],
    "c-1 was answered from memory, and S3 was asked",
  ],
])("not as promised: %s", (_what, steps, problem) => {
  expect(problemsOf(steps)).toContain(problem);
});
