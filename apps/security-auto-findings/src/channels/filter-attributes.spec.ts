import { type Finding, FINDING_EXAMPLE } from "@security-auto/assessment";
import { filterAttributes } from "./filter-attributes";

const OPENED = {
  account: "444455556666",
  kind: "invariant",
  transition: "opened",
  verdict: "violates",
  severity: "CRITICAL",
  exposure: "public",
};

test.each<[string, Partial<Finding>, object]>([
  ["a bucket that is public", {}, OPENED],
  ["one that is closed", { transition: "closed", verdict: "holds" }, { severity: "INFORMATIONAL" }],
  [
    "one that may be public",
    { transition: "uncertain", exposure: { atLeast: "private", atMost: "public" } },
    { severity: "CRITICAL", exposure: "private" },
  ],
])("%s can be chosen by account, kind, transition, verdict, severity and exposure", (_, more, expected) => {
  const attributes = filterAttributes({ ...FINDING_EXAMPLE, ...more });
  const values = Object.entries(attributes).map(([name, { StringValue }]) => [name, StringValue]);
  expect(Object.fromEntries(values)).toMatchObject(expected);
  expect(Object.keys(attributes)).toEqual(Object.keys(OPENED));
});

test("a message whose news is a remediation can be chosen by its status, and no other message can", () => {
  const at = "2026-03-04T09:14:09.480Z";
  const told: Finding = {
    ...FINDING_EXAMPLE,
    transition: "changed",
    remediation: { status: "planned", respond: "observe", at, steps: [], stops: [] },
  };
  expect(filterAttributes({ ...told, news: "remediation" })).toMatchObject({
    remediation: { DataType: "String", StringValue: "planned" },
  });
  expect(filterAttributes(told)).not.toHaveProperty("remediation");
});

test("a finding of no exposure has no such attribute", () => {
  expect(filterAttributes({ ...FINDING_EXAMPLE, exposure: null })).not.toHaveProperty("exposure");
});
