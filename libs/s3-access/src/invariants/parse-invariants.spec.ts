import { DEFAULT_INVARIANTS } from "./default-invariants";
import { parseInvariants } from "./parse-invariants";

const exception = { bucket: "b", owner: "web@example.com", reason: "the web site", expires: "2026-12-31" };
const withException = (more: object) => [
  { name: "a", exposure: "private", except: [{ ...exception, ...more }] },
];

test.each([
  ["the defaults", DEFAULT_INVARIANTS],
  ["an exception", withException({})],
  ["an exception until a time", withException({ expires: "2026-12-31T17:00:00Z" })],
  ["none", []],
])("%s can be configured", (_, input) => {
  expect(parseInvariants(input)).toEqual({ success: true, data: input });
});

test.each([
  ["no list", {}, "", "expected array, received object"],
  ["no name", [{ exposure: "private" }], "0.name", "expected string, received undefined"],
  ["an empty name", [{ name: "", exposure: "private" }], "0.name", "expected a text that is not empty"],
  [
    "a limit that is none",
    [{ name: "a", exposure: "inside" }],
    "0.exposure",
    'Invalid option: expected one of "private"|"organization"|"external"|"public"',
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
    "expected an account id of 12 digits",
  ],
  [
    "no bucket in the list",
    [{ name: "a", exposure: "private", when: { buckets: [] } }],
    "0.when.buckets",
    "expected at least one",
  ],
  [
    "a tag that is no text",
    [{ name: "a", exposure: "private", when: { tags: { live: [true] } } }],
    "0.when.tags.live.0",
    "expected string, received boolean",
  ],
  [
    "no account in the list",
    [{ name: "a", exposure: "private", when: { accounts: [] } }],
    "0.when.accounts",
    "expected at least one",
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
  [
    "an exception without owner",
    withException({ owner: undefined }),
    "0.except.0.owner",
    "expected string, received undefined",
  ],
  [
    "an exception without reason",
    withException({ reason: "" }),
    "0.except.0.reason",
    "expected a text that is not empty",
  ],
  [
    "an exception for ever",
    withException({ expires: "never" }),
    "0.except.0.expires",
    'expected a date, such as "2026-12-31"',
  ],
  [
    "a day that does not exist",
    withException({ expires: "2026-13-01" }),
    "0.except.0.expires",
    'expected a date, such as "2026-12-31"',
  ],
  [
    "an exception for everything",
    withException({ bucket: undefined }),
    "0.except.0",
    "expected a bucket or an account: an exception for everything is no exception",
  ],
])("%s cannot", (_, input, path, message) => {
  expect(parseInvariants(input)).toEqual({ success: false, error: [{ path, message }] });
});
