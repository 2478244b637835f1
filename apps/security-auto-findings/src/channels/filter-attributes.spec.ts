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

test("a finding of no exposure has no such attribute", () => {
  expect(filterAttributes({ ...FINDING_EXAMPLE, exposure: null })).not.toHaveProperty("exposure");
});
