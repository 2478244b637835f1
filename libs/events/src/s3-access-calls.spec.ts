import { isS3AccessCall, S3_ACCESS_CALLS, type S3AccessCall } from "./s3-access-calls";
import type { S3Change } from "./s3-change";

test("the calls that can change who reaches a bucket", () => {
  expect(Object.keys(S3_ACCESS_CALLS).sort()).toEqual([
    "CreateBucket",
    "DeleteAccountPublicAccessBlock",
    "DeleteBucket",
    "DeleteBucketOwnershipControls",
    "DeleteBucketPolicy",
    "DeleteBucketPublicAccessBlock",
    "DeleteBucketTagging",
    "PutAccountPublicAccessBlock",
    "PutBucketAcl",
    "PutBucketOwnershipControls",
    "PutBucketPolicy",
    "PutBucketPublicAccessBlock",
    "PutBucketTagging",
    "TagResource",
    "UntagResource",
  ]);
});

test.each([
  ["PutBucketPolicy", true],
  ["PutPublicAccessBlock", false],
  ["GetBucketPolicy", false],
  ["hasOwnProperty", false],
  ["__proto__", false],
])("isS3AccessCall(%s) is %s", (name, expected) => {
  expect(isS3AccessCall(name)).toBe(expected);
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
    // @ts-expect-error - a bucket's change names the bucket
    { ...facts, scope: "bucket", call: "PutBucketAcl" },
    // @ts-expect-error - an account's change names none
    { ...facts, scope: "account", call: "PutAccountPublicAccessBlock", bucket: "orchard" },
    // @ts-expect-error - PutBucketAcl does not change an account
    { ...facts, scope: "account", call: "PutBucketAcl" },
  ];
  // @ts-expect-error - not in the table
  const read: S3AccessCall = "GetBucketAcl";
  expect([changes.length, read]).toEqual([5, "GetBucketAcl"]);
});
