import fc from "fast-check";
import { fixtureEvent } from "../test/fixtures";
import { anyJson } from "../test/hostile";
import { interpretEvent } from "./interpret-event";
import { type PutBlock, type PutFacet, putFacetOf } from "./put-facet";
import { listS3AccessCalls, type S3BucketAccessCall } from "./s3-access-calls";

const document = { Version: "2012-10-17", Statement: [] };
const ALL_OFF: PutBlock = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
};
const block = (settings: unknown) => ({ publicAccessBlock: "", PublicAccessBlockConfiguration: settings });

test.each<[string, S3BucketAccessCall, unknown, PutFacet]>([
  [
    "a policy",
    "PutBucketPolicy",
    { policy: "", bucketPolicy: document },
    { facet: "policy", value: document },
  ],
  [
    "a policy in an event of version 1.03",
    "PutBucketPolicy",
    { policy: [""], bucketPolicy: [document] },
    { facet: "policy", value: document },
  ],
  ["no policy", "DeleteBucketPolicy", null, { facet: "policy", value: null }],
  [
    "an ACL",
    "PutBucketAcl",
    { "x-amz-acl": ["public-read"] },
    { facet: "acl", value: { grants: [{ grantee: "AllUsers", permission: "READ" }] } },
  ],
  ["a new bucket's ACL", "CreateBucket", { "x-amz-acl": "private" }, { facet: "acl", value: { grants: [] } }],
  [
    "a public access block, some of it on",
    "PutBucketPublicAccessBlock",
    block({ xmlns: "x", BlockPublicAcls: true, RestrictPublicBuckets: "true", IgnorePublicAcls: "FALSE" }),
    { facet: "publicAccessBlock", value: { ...ALL_OFF, blockPublicAcls: true, restrictPublicBuckets: true } },
  ],
  [
    "a public access block that says nothing is off",
    "PutBucketPublicAccessBlock",
    block(""),
    { facet: "publicAccessBlock", value: ALL_OFF },
  ],
  [
    "no public access block",
    "DeleteBucketPublicAccessBlock",
    {},
    { facet: "publicAccessBlock", value: null },
  ],
])("%s is what %s put", (_, call, parameters, put) => {
  expect(putFacetOf(call, parameters)).toEqual(put);
});

test.each<[string, S3BucketAccessCall, unknown]>([
  ["a policy that was left out as too large", "PutBucketPolicy", { omitted: true }],
  ["a policy that is hidden", "PutBucketPolicy", { bucketPolicy: "HIDDEN_DUE_TO_SECURITY_REASONS" }],
  ["two policies", "PutBucketPolicy", { bucketPolicy: [document, document] }],
  ["a bucket made without an ACL", "CreateBucket", { bucketName: "kite-gallery" }],
  ["a block that is hidden", "PutBucketPublicAccessBlock", block("HIDDEN_DUE_TO_SECURITY_REASONS")],
  [
    "a setting that is neither on nor off",
    "PutBucketPublicAccessBlock",
    block({ BlockPublicAcls: "perhaps" }),
  ],
  ["a setting given twice", "PutBucketPublicAccessBlock", block({ BlockPublicAcls: [true, false] })],
  ["tags", "PutBucketTagging", { Tagging: { TagSet: "" } }],
])("nothing is said of %s", (_, call, parameters) => {
  expect(putFacetOf(call, parameters)).toBeUndefined();
});

test("no request parameters make it throw", () => {
  const calls = listS3AccessCalls().flatMap(({ call, facts }) => (facts.scope === "bucket" ? [call] : []));
  const keys = fc.constantFrom(
    "bucketPolicy",
    "x-amz-acl",
    "accessControlList",
    "AccessControlPolicy",
    "PublicAccessBlockConfiguration",
  );
  const inner = fc.constantFrom("BlockPublicAcls", "AccessControlList", "x-amz-grant-read", "Grant");
  const parameters = fc.dictionary(keys, fc.oneof(anyJson, fc.dictionary(inner, anyJson)));
  fc.assert(
    fc.property(fc.constantFrom(...calls), fc.oneof(anyJson, parameters), (call, given) => {
      expect(() => putFacetOf(call as S3BucketAccessCall, given)).not.toThrow();
    }),
    { numRuns: 2000 },
  );
});

test.each<[string, PutFacet["facet"] | undefined]>([
  ["put-bucket-policy-public", "policy"],
  ["put-bucket-policy-oldest", "policy"],
  ["put-bucket-policy-failed", undefined],
  ["put-bucket-policy-parameters-null", undefined],
  ["delete-bucket-policy-lambda-function", "policy"],
  ["put-bucket-acl-anonymous", "acl"],
  ["put-bucket-acl-body", "acl"],
  ["put-bucket-acl-canned", "acl"],
  ["put-bucket-acl-grant-headers", "acl"],
  ["put-bucket-public-access-block-cloudformation", "publicAccessBlock"],
  ["delete-bucket-public-access-block", "publicAccessBlock"],
])("the change of %s carries what it put", (name, facet) => {
  const event = interpretEvent(fixtureEvent(name));
  if (event.kind !== "change" || event.change.scope !== "bucket") throw new Error(`${name}: ${event.kind}`);
  expect(event.change.put?.facet).toBe(facet);
});
