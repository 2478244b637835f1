import fc from "fast-check";
import { anyJson, mutatedEvent, nested } from "../test/hostile";
import { fixtureEvent } from "../test/fixtures";
import { interpretEvent } from "./interpret-event";
import { wrapCloudTrailRecord } from "./wrap-cloudtrail-record";

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

/** JSON nested so deep that whatever walks it by calling itself runs out of stack. */
function deep(levels: number): unknown {
  let value: unknown = 0;
  for (let level = 0; level < levels; level += 1) value = { resourceArn: [value] };
  return value;
}

test.each(["event", "detail", "userIdentity", "requestParameters", "resources", "errorCode"])(
  "100,000 levels below %s: it answers, and does not run out of stack",
  (place) => {
    const bottomless = deep(50_000);
    const { detail: good, ...envelope } = fixtureEvent("tag-resource-bucket") as { detail: object };
    const detail = place === "detail" ? bottomless : { ...good, [place]: bottomless };
    const event = place === "event" ? bottomless : { ...envelope, detail };
    expect(["change", "other", "invalid"]).toContain(interpretEvent(event).kind);
    expect(() => wrapCloudTrailRecord(detail)).not.toThrow();
  },
);

test("an own key __proto__ is data, not a prototype", () => {
  const event: unknown = JSON.parse(
    '{"__proto__":{"source":"aws.s3","detail-type":"AWS API Call via CloudTrail"}}',
  );
  expect(interpretEvent(event)).toMatchObject({ kind: "invalid" });
  expect(Object.prototype).not.toHaveProperty("source");
});
