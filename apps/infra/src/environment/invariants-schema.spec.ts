import { DEFAULT_INVARIANTS, parseInvariants } from "@security-auto/s3-access";
import { invariantsSchema } from "./invariants-schema";

const PUBLIC = { name: "nothing-public", exposure: "external" };
const EXCEPTION = {
  bucket: "a-share",
  owner: "security@example.com",
  reason: "Audit",
  expires: "2026-12-31",
};
const excepting = (change: object) => [{ ...PUBLIC, except: [{ ...EXCEPTION, ...change }] }];

/** What the environment file may say, the function takes; what the function would refuse, synth refuses first. */
test.each<[string, unknown, boolean]>([
  ["the defaults", DEFAULT_INVARIANTS, true],
  ["no invariant", [], true],
  ["one limit", [PUBLIC], true],
  [
    "all conditions",
    [{ ...PUBLIC, when: { tags: { a: ["b", "c"] }, accounts: ["444455556666"], buckets: "a-*" } }],
    true,
  ],
  ["several patterns of names", [{ ...PUBLIC, when: { buckets: ["a-*", "b-*"] } }], true],
  ["an exception", excepting({}), true],
  ["an exception until a point in time", excepting({ expires: "2026-12-31T17:00:00Z" }), true],
  ["an exception for an account", excepting({ bucket: undefined, account: "444455556666" }), true],
  ["no list", PUBLIC, false],
  ["no name", [{ exposure: "external" }], false],
  ["an empty name", [{ ...PUBLIC, name: "" }], false],
  ["a limit there is not", [{ ...PUBLIC, exposure: "nobody" }], false],
  ["a key there is not", [{ ...PUBLIC, wen: {} }], false],
  ["a condition there is not", [{ ...PUBLIC, when: { tag: {} } }], false],
  ["a tag that is a number", [{ ...PUBLIC, when: { tags: { a: 1 } } }], false],
  ["no account", [{ ...PUBLIC, when: { accounts: [] } }], false],
  ["an account of eleven digits", [{ ...PUBLIC, when: { accounts: ["44445555666"] } }], false],
  ["two of one name", [PUBLIC, PUBLIC], false],
  ["an exception for everything", excepting({ bucket: undefined }), false],
  ["an exception without an owner", excepting({ owner: undefined }), false],
  ["an exception without a reason", excepting({ reason: "" }), false],
  ["an exception for ever", excepting({ expires: undefined }), false],
  ["a date that is none", excepting({ expires: "31.12.2026" }), false],
])("%s: synth and function agree", (_name, invariants, isValid) => {
  const asFile: unknown = JSON.parse(JSON.stringify(invariants));
  expect({
    synth: invariantsSchema.safeParse(asFile).success,
    atStart: parseInvariants(asFile).success,
  }).toEqual({
    synth: isValid,
    atStart: isValid,
  });
});
