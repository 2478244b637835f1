import type { Trace } from "@security-auto/local-cloud";
import { MATCHED, RAN } from "../../test/sample-trace";
import { fateOf, Tally } from "./tally";

const ran = (
  outcome: "success" | "error",
  from: "stdout" | "platform",
  message = RAN.logs[0]?.message ?? "",
): Trace["invocations"] => [{ ...RAN, outcome, logs: [{ attempt: 1, from, message }] }];
const letter: Trace["deadLetters"] = [{ queue: "failures", body: "{}", attributes: {}, reason: "delivery" }];
const loss: Trace["lost"] = [{ what: "event", to: "topic", because: "no permission" }];

describe("what became of an event", () => {
  test.each<[string, Partial<Trace>, string, boolean, string]>([
    ["not matched", { rules: [] }, "not matched", true, "1 read = 0 matched + 1 not matched"],
    ["refused by the bus", { accepted: false, rules: [] }, "refused", false, "+ 1 refused by the bus"],
    [
      "logged",
      { invocations: ran("success", "stdout") },
      "logged",
      true,
      "1 matched = 1 logged + 0 dead-lettered",
    ],
    [
      "logged, and its mail in a queue",
      { invocations: ran("success", "stdout"), deadLetters: letter },
      "logged",
      true,
      "1 delivery to another target dead-lettered",
    ],
    [
      "logged, and its mail lost",
      { invocations: ran("success", "stdout"), lost: loss },
      "logged",
      false,
      "1 delivery or log line lost",
    ],
    [
      "logged as text, for its depth",
      { invocations: ran("success", "stdout", JSON.stringify({ event: JSON.stringify({ id: "event-1" }) })) },
      "logged",
      true,
      "1 matched = 1 logged + 0 dead-lettered",
    ],
    [
      "run, and only other lines logged",
      {
        invocations: ran("success", "stdout", JSON.stringify({ message: "Nothing to do", why: '"event":' })),
      },
      "lost",
      false,
      "+ 1 lost",
    ],
    [
      "run, and another event logged",
      { invocations: ran("success", "stdout", JSON.stringify({ event: { id: "event-2" } })) },
      "lost",
      false,
      "+ 1 lost",
    ],
    ["run, and its lines not kept", { invocations: ran("success", "platform") }, "lost", false, "+ 1 lost"],
    [
      "failed, and in a queue",
      { invocations: ran("error", "stdout"), deadLetters: letter },
      "dead-lettered",
      true,
      "1 matched = 0 logged + 1 dead-lettered",
    ],
    ["failed, and in no queue", { invocations: ran("error", "stdout") }, "lost", false, "+ 1 lost"],
    ["matched, and nothing ran", {}, "lost", false, "+ 1 lost"],
    [
      "sent on to another bus, and logged there",
      { followUps: [{ ...MATCHED, invocations: ran("success", "stdout") }] },
      "logged",
      true,
      "1 matched = 1 logged + 0 dead-lettered",
    ],
    ["sent on, and lost there", { followUps: [MATCHED] }, "lost", false, "+ 1 lost"],
  ])("%s", (_name, parts, fate, isComplete, printed) => {
    const trace = { ...MATCHED, ...parts };
    const tally = new Tally();
    tally.add(trace);
    expect(fateOf(trace)).toBe(fate);
    expect(tally.isComplete).toBe(isComplete);
    expect(tally.summary).toContain(printed);
  });
});
