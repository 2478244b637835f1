import { compilePattern } from "@security-auto/event-pattern";
import fc from "fast-check";
import { fixtures } from "../test/fixtures";
import { mutatedEvent } from "../test/hostile";
import { interpretEvent } from "./interpret-event";
import { S3_ACCESS_CALLS } from "./s3-access-calls";
import { s3AccessChangePattern } from "./s3-access-change-pattern";

const compiled = compilePattern(s3AccessChangePattern);
if (!compiled.success) throw new Error(JSON.stringify(compiled.error));
const pattern = compiled.data;

test("it is what stands in the rule", () => {
  expect(s3AccessChangePattern).toEqual({
    source: ["aws.s3"],
    "detail-type": ["AWS API Call via CloudTrail"],
    detail: {
      eventSource: ["s3.amazonaws.com"],
      eventName: Object.keys(S3_ACCESS_CALLS),
      errorCode: [{ exists: false }],
    },
  });
});

test.each(fixtures)("$name: matches is $expect.matches", ({ event, expect: { matches } }) => {
  expect(pattern.matches(event)).toBe(matches);
});

test("what the code takes for a change that succeeded, the rule lets through", () => {
  fc.assert(
    fc.property(mutatedEvent, (event) => {
      const answer = interpretEvent(event);
      const changed = answer.kind === "change" && answer.change.failure === undefined;
      if (changed) expect(pattern.matches(event)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});
