import { compilePattern } from "@security-auto/event-pattern";
import { s3AccessChangePattern } from "./s3-access-change-pattern";
import { listS3AccessCalls } from "./s3-access-calls";
import { eventSourceOf, sourceOf } from "./s3-services";
import { s3SweepingChangePattern } from "./s3-sweeping-change-pattern";

function matcher(pattern: object): (event: object) => boolean {
  const compiled = compilePattern(pattern);
  if (!compiled.success) throw new Error(JSON.stringify(compiled.error));
  return (event) => compiled.data.matches(event);
}

const sweeps = matcher(s3SweepingChangePattern);
const isChange = matcher(s3AccessChangePattern);

test("it is the calls that change an account or the organization, and no other", () => {
  const matched = listS3AccessCalls().filter(({ service, call }) =>
    sweeps({
      source: sourceOf(service),
      "detail-type": "AWS API Call via CloudTrail",
      detail: { eventSource: eventSourceOf(service), eventName: call },
    }),
  );
  expect(matched.map(({ call }) => call)).toEqual([
    "PutAccountPublicAccessBlock",
    "DeleteAccountPublicAccessBlock",
    "AttachPolicy",
    "DetachPolicy",
    "UpdatePolicy",
    "DisablePolicyType",
  ]);
  expect(new Set(matched.map(({ facts }) => facts.scope))).toEqual(new Set(["account", "organization"]));
});

test("each of them is forwarded by the members' rule", () => {
  const [{ eventSource, eventName }] = [s3SweepingChangePattern.detail];
  const events = eventSource.flatMap((source) =>
    eventName.map((name) => ({
      source: source.replace(".amazonaws.com", "").replace(/^/, "aws."),
      "detail-type": "AWS API Call via CloudTrail",
      detail: { eventSource: source, eventName: name },
    })),
  );
  const own = events.filter(({ detail }) =>
    listS3AccessCalls().some(
      ({ service, call }) => eventSourceOf(service) === detail.eventSource && call === detail.eventName,
    ),
  );
  expect(own.filter((event) => !isChange(event))).toEqual([]);
  expect(own).toHaveLength(6);
});

test("a failed call changed nothing", () => {
  const event = {
    source: "aws.s3",
    "detail-type": "AWS API Call via CloudTrail",
    detail: { eventSource: "s3.amazonaws.com", eventName: "PutAccountPublicAccessBlock" },
  };
  expect(sweeps(event)).toBe(true);
  expect(sweeps({ ...event, detail: { ...event.detail, errorCode: "AccessDenied" } })).toBe(false);
});
