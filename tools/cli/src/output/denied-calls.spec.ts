import type { Trace } from "@security-auto/local-cloud";
import { MATCHED } from "../../test/sample-trace";
import { DeniedCalls } from "./denied-calls";

type Denied = Trace["denied"][number];

const DENIED: Denied = {
  principal: "arn:aws:sts::111122223333:assumed-role/reader/security-auto-S3",
  action: "sts:AssumeRole",
  resource: "arn:aws:iam::444455556666:role/security-auto-s3-read",
  decision: "implicitly denied",
  because: "no policy allows it",
};

function linesOf(...calls: readonly Partial<Denied>[]): readonly string[] {
  const denied = new DeniedCalls();
  for (const call of calls) denied.add({ ...MATCHED, denied: [{ ...DENIED, ...call }] });
  return denied.lines;
}

const rest = "sts:AssumeRole on arn:aws:iam::444455556666:role/security-auto-s3-read: no policy allows it";

test.each([
  ["arn:aws:sts::111122223333:assumed-role/reader/security-auto-S3", "reader"],
  ["arn:aws:iam::111122223333:role/path/reader", "reader"],
  ["arn:aws:iam::111122223333:user/ilse", "ilse"],
  ["arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:root"],
  ["events.amazonaws.com", "events.amazonaws.com"],
  ["anonymous", "anonymous"],
])("the principal %s is called %s", (principal, name) => {
  expect(linesOf({ principal })).toEqual([`denied  ${name}: ${rest}`]);
});

test("the same call is printed once, with how often it was denied", () => {
  expect(linesOf({}, { because: "a fault" }, {})).toEqual([
    `denied  reader: ${rest} (2 times)`,
    `denied  reader: ${rest.replace("no policy allows it", "a fault")}`,
  ]);
});

test("of many kinds ten are printed, the calls of the others counted", () => {
  const calls = Array.from({ length: 12 }, (_, index) => ({ action: `s3:Call${index}` }));
  expect(linesOf(...calls, ...calls).slice(9)).toEqual([
    "denied  reader: s3:Call9 on arn:aws:iam::444455556666:role/security-auto-s3-read: no policy allows it (2 times)",
    "and 4 more denied calls",
  ]);
});

test("nothing denied, nothing printed", () => {
  expect(linesOf()).toEqual([]);
});
