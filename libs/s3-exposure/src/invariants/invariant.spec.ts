import { parseInput } from "../parse-input";
import { DEFAULT_INVARIANTS } from "./default-invariants";
import { invariantsSchema } from "./invariant";

const everywhere = { owner: "web@example.com", reason: "the web site", expires: "2026-12-31" };
const excepting = (exception: object) => [{ name: "a", exposure: "private", except: [exception] }];
const withException = (more: object) => excepting({ ...everywhere, bucket: "b", ...more });

test.each([
  ["the defaults", DEFAULT_INVARIANTS],
  ["an exception", withException({})],
  ["an exception until a time", withException({ expires: "2026-12-31T17:00:00Z" })],
  ["an exception for an account", excepting({ ...everywhere, account: "444455556666" })],
  ["an exception until the last of February", withException({ expires: "2028-02-29" })],
  [
    "all conditions",
    [
      {
        name: "a",
        exposure: "external",
        when: { tags: { a: ["b", "c"] }, accounts: ["444455556666"], buckets: ["a-*", "b-*"] },
      },
    ],
  ],
  ["none", []],
])("%s can be configured", (_, input) => {
  expect(parseInput(invariantsSchema, input)).toEqual({ success: true, data: input });
});

test.each([
  ["no list", {}, "", "a list of invariants"],
  ["no name", [{ exposure: "private" }], "0.name", "a text"],
  [
    "an empty name",
    [{ name: "", exposure: "private" }],
    "0.name",
    "a text of 1 to 128 characters that does not begin with @",
  ],
  [
    "a name as of another kind of finding",
    [{ name: "@cannot-read", exposure: "private" }],
    "0.name",
    "a text of 1 to 128 characters that does not begin with @",
  ],
  [
    "a name too long for the key of a finding",
    [{ name: "n".repeat(129), exposure: "private" }],
    "0.name",
    "a text of 1 to 128 characters that does not begin with @",
  ],
  [
    "a limit that is none",
    [{ name: "a", exposure: "inside" }],
    "0.exposure",
    "one of private, organization, external, public",
  ],
  [
    "a key that is misspelt",
    [{ name: "a", exposure: "private", excepts: [] }],
    "0",
    'Unrecognized key: "excepts"',
  ],
  [
    "an account that is none",
    [{ name: "a", exposure: "private", when: { accounts: ["me"] } }],
    "0.when.accounts.0",
    "an account id is a string of 12 digits",
  ],
  [
    "no bucket in the list",
    [{ name: "a", exposure: "private", when: { buckets: [] } }],
    "0.when.buckets",
    "at least one",
  ],
  [
    "a tag that is no text",
    [{ name: "a", exposure: "private", when: { tags: { live: [true] } } }],
    "0.when.tags.live.0",
    "a text",
  ],
  [
    "no account in the list",
    [{ name: "a", exposure: "private", when: { accounts: [] } }],
    "0.when.accounts",
    "at least one",
  ],
  [
    "a name twice",
    [
      { name: "a", exposure: "private" },
      { name: "a", exposure: "public" },
    ],
    "1.name",
    'the name "a" is taken by an invariant above',
  ],
  ["an exception without owner", withException({ owner: undefined }), "0.except.0.owner", "a text"],
  [
    "an exception without reason",
    withException({ reason: "" }),
    "0.except.0.reason",
    "a text that is not empty",
  ],
  [
    "an exception for ever",
    withException({ expires: "never" }),
    "0.except.0.expires",
    'a date, such as "2026-12-31"',
  ],
  [
    "a day that does not exist",
    withException({ expires: "2026-13-01" }),
    "0.except.0.expires",
    'a date, such as "2026-12-31"',
  ],
  [
    "a day that no February has",
    withException({ expires: "2026-02-31" }),
    "0.except.0.expires",
    'a date, such as "2026-12-31"',
  ],
  [
    "a time on a day that no February has",
    withException({ expires: "2026-02-30T17:00:00Z" }),
    "0.except.0.expires",
    'a date, such as "2026-12-31"',
  ],
  [
    "an exception for everything",
    excepting(everywhere),
    "0.except.0",
    "a bucket or an account has to be named: an exception for everything is no exception",
  ],
])("%s cannot", (_, input, path, message) => {
  expect(parseInput(invariantsSchema, input)).toEqual({ success: false, error: [{ path, message }] });
});
