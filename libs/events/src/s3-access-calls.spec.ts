import { isS3AccessCall, type S3AccessCall, s3AccessCallFacts } from "./s3-access-calls";
import type { S3Change } from "./s3-change";

test.each([
  ["s3", "PutBucketPolicy", true],
  ["s3", "PutPublicAccessBlock", false],
  ["s3", "GetBucketPolicy", false],
  ["s3", "PutTablePolicy", false],
  ["s3tables", "PutTablePolicy", true],
  ["organizations", "TagResource", false],
  ["s3", "hasOwnProperty", false],
  ["s3", "__proto__", false],
] as const)("isS3AccessCall(%s, %s) is %s", (service, name, expected) => {
  expect(isS3AccessCall(service, name)).toBe(expected);
});

test("facts of a call that a service does not have are refused", () => {
  expect(() => s3AccessCallFacts("s3", "PutTablePolicy")).toThrow(
    new RangeError("PutTablePolicy of s3 is not in the table of calls"),
  );
});

test("types: the call decides the scope, and the scope whether there is a bucket", () => {
  const facts = {
    accountId: "210987654321",
    region: "us-west-2",
    actor: { type: "Root", display: "root user" },
    eventTime: "2026-01-01T00:00:00Z",
    changeId: "1",
  } as const;
  const changes: S3Change[] = [
    { ...facts, scope: "bucket", call: "PutBucketAcl", bucket: "orchard" },
    { ...facts, scope: "account", call: "DeleteAccountPublicAccessBlock" },
    { ...facts, scope: "access point", call: "PutAccessPointPolicy", subject: "orchard-read" },
    // @ts-expect-error - a bucket's change names the bucket
    { ...facts, scope: "bucket", call: "PutBucketAcl" },
    // @ts-expect-error - an account's change names none
    { ...facts, scope: "account", call: "PutAccountPublicAccessBlock", bucket: "orchard" },
    // @ts-expect-error - PutBucketAcl does not change an account
    { ...facts, scope: "account", call: "PutBucketAcl" },
    // @ts-expect-error - PutAccessPointPolicy does not change a bucket
    { ...facts, scope: "bucket", call: "PutAccessPointPolicy", bucket: "orchard" },
  ];
  // @ts-expect-error - not in the table
  const read: S3AccessCall = "GetBucketAcl";
  expect([changes.length, read]).toEqual([7, "GetBucketAcl"]);
});
