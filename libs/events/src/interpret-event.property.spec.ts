import fc from "fast-check";
import { anyJson, mutatedEvent, nested } from "../test/hostile";
import { interpretEvent } from "./interpret-event";

/** What holds of every answer, whatever was asked. */
function checkAnswer(event: unknown): void {
  const before = JSON.stringify(event);
  const answer = interpretEvent(event);
  expect(JSON.stringify(event)).toBe(before);
  switch (answer.kind) {
    case "other":
      expect(answer.why).not.toBe("");
      break;
    case "invalid":
      expect(answer.issues.length).toBeGreaterThan(0);
      expect(answer.issues.filter(({ message }) => message === "")).toEqual([]);
      break;
    case "change": {
      const { change } = answer;
      if (change.scope === "bucket") expect(change.bucket).toMatch(/^[\w.-]{3,255}$/);
      expect(change.accountId).toMatch(/^\d{12}$/);
      expect(change.region).toMatch(/^[a-z]+-[a-z-]+-\d+$/);
      expect(Date.parse(change.eventTime)).not.toBeNaN();
      expect(change.changeId).not.toBe("");
      expect(change.actor.display).toMatch(/^\P{C}+$/u);
    }
  }
}

test("no JSON value makes it throw", () => {
  fc.assert(fc.property(fc.jsonValue(), checkAnswer), { numRuns: 1000 });
  fc.assert(fc.property(anyJson, checkAnswer), { numRuns: 1000 });
});

test("no mutilated event makes it throw, or answer what cannot be", () => {
  fc.assert(fc.property(mutatedEvent, checkAnswer), { numRuns: 3000 });
});

test.each([
  ["arrays", nested("[", "]")],
  ["objects", nested('{"detail":', "}")],
])("2,000 nested %s", (_, value) => {
  checkAnswer(value);
  checkAnswer({ source: "aws.s3", "detail-type": "AWS API Call via CloudTrail", detail: value });
});

test("an own key __proto__ is data, not a prototype", () => {
  const event: unknown = JSON.parse(
    '{"__proto__":{"source":"aws.s3","detail-type":"AWS API Call via CloudTrail"}}',
  );
  expect(interpretEvent(event)).toMatchObject({ kind: "invalid" });
  expect(Object.prototype).not.toHaveProperty("source");
});
