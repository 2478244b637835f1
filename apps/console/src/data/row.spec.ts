import type { BucketRow } from "@security-auto/report";
import { bucketOf, bucketsFor, csvOf, type Looking } from "./row";

const AT = "2026-03-04T09:14:02Z";

const BUCKETS = (
  [
    ["444455556666", "vault", "us-west-2", "holds", "private", "private", AT],
    ["444455556666", "press", "eu-central-1", "violates", "public", "public", AT],
    ["111122223333", "ledger", "us-west-2", "unknown", "private", "public", AT],
    ["111122223333", "partners", "us-west-2", "violates", "external", "external", "2026-03-04T09:15:00Z"],
  ] as const satisfies readonly BucketRow[]
).map(bucketOf);

const ALL: Looking = { text: "", verdict: "", exposure: "", account: "", sort: "worst" };

test.each<[string, Partial<Looking>, readonly string[]]>([
  ["all, the worst first", {}, ["press", "partners", "ledger", "vault"]],
  ["by name", { sort: "name" }, ["ledger", "partners", "press", "vault"]],
  ["by account and name", { sort: "account" }, ["ledger", "partners", "press", "vault"]],
  ["read last first", { sort: "read" }, ["partners", "ledger", "press", "vault"]],
  ["those of a verdict", { verdict: "violates" }, ["press", "partners"]],
  ["those that may be public", { exposure: "public" }, ["press", "ledger"]],
  ["those that may be of the organization alone", { exposure: "organization" }, ["ledger"]],
  ["those of an account", { account: "444455556666" }, ["press", "vault"]],
  ["those with every word, in any column", { text: "US-WEST 1111" }, ["partners", "ledger"]],
  ["those that there are none of", { text: "nothing" }, []],
  ["an exposure that is none", { exposure: "open" }, ["press", "partners", "ledger", "vault"]],
])("%s", (_what, looking, names) => {
  expect(bucketsFor(BUCKETS, { ...ALL, ...looking }).map(({ bucket }) => bucket)).toEqual(names);
});

test("a table for a spreadsheet has no formula in it, and keeps its columns", () => {
  const hostile = bucketOf(
    ["444455556666", '=HYPERLINK("x"),\n', "us-west-2", "holds", "private", "private", AT],
    0,
  );
  expect(csvOf([hostile])).toBe(
    "account,bucket,region,verdict,at least,at most,read at\r\n" +
      `444455556666,"'=HYPERLINK(""x""),\n",us-west-2,holds,private,private,${AT}\r\n`,
  );
});
