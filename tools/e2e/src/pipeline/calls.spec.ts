import { compilePattern } from "@security-auto/event-pattern";
import { interpretEvent, s3AccessChangePattern } from "@security-auto/events";
import { type Call, OPENED, RECOVERED, TAGGED, UNLUCKY, UNMATCHED } from "./calls";
import { cloudTrailEntry } from "./cloudtrail-event";

const place = { bucket: "a-bucket", account: "111122223333", region: "us-west-2" };

/** The entry as EventBridge delivers it. */
const delivered = (call: Call) => {
  const { Source, DetailType, Detail } = cloudTrailEntry(call, place, new Date("2026-03-04T09:14:02.345Z"));
  const detail = JSON.parse(Detail) as { readonly eventID: string };
  return {
    version: "0",
    id: "1c7e2b63-9d4c-4f1f-8e68-3c2d5b8f0a12",
    "detail-type": DetailType,
    source: Source,
    account: place.account,
    time: "2026-03-04T09:14:02Z",
    region: place.region,
    resources: [],
    detail,
  };
};

const compiled = compilePattern(s3AccessChangePattern);
if (!compiled.success) throw new Error(JSON.stringify(compiled.error));
const rule = compiled.data;

test.each([TAGGED, OPENED, UNLUCKY, RECOVERED])(
  "$name matches the rule, and is a change made by the e2e",
  (call) => {
    const event = delivered(call);
    expect(rule.matches(event)).toBe(true);
    expect(event.detail).toMatchObject({ userAgent: "[security-auto-e2e]" });
    expect(interpretEvent(event)).toMatchObject({
      kind: "change",
      change: { call: call.name, bucket: place.bucket, accountId: place.account },
    });
  },
);

test.each(UNMATCHED)("$name does not match the rule", (call) => {
  expect(rule.matches(delivered(call))).toBe(false);
});

test("every call has a name of its own", () => {
  const names = [TAGGED, OPENED, UNLUCKY, RECOVERED, ...UNMATCHED].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
