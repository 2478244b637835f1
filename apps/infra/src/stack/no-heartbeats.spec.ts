import { compilePattern } from "@security-auto/event-pattern";
import { noHeartbeats } from "./no-heartbeats";

// The language is that of event patterns, as far as it is used here.
const compiled = compilePattern(noHeartbeats("s3-heartbeat"));
if (!compiled.success) throw new Error(compiled.error.reason);
const { matches } = compiled.data;

const BLOCK = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
const call = (eventName: string, bucketName: string | undefined, block?: object) => ({
  detail: {
    eventName,
    requestParameters: {
      ...(bucketName !== undefined && { bucketName }),
      ...(block !== undefined && { PublicAccessBlockConfiguration: block }),
    },
  },
});
const PUT = "PutBucketPublicAccessBlock";
const BUCKET = "s3-heartbeat-444455556666-us-west-2-an";

test.each<[string, object, boolean]>([
  ["a heartbeat", call(PUT, BUCKET, BLOCK), false],
  ["the block of another bucket", call(PUT, "ledger", BLOCK), true],
  ["of one named almost like it", call(PUT, "s3-heartbeats", BLOCK), true],
  ["another call on the bucket", call("PutBucketPolicy", BUCKET), true],
  ["the block taken away", call("DeleteBucketPublicAccessBlock", BUCKET), true],
  ["public ACLs counting", call(PUT, BUCKET, { ...BLOCK, IgnorePublicAcls: false }), true],
  ["public policies counting", call(PUT, BUCKET, { ...BLOCK, RestrictPublicBuckets: false }), true],
  ["a block that is not shown", call(PUT, BUCKET), true],
  ["an empty one", call(PUT, BUCKET, {}), true],
  ["parameters that are not shown", { detail: { eventName: PUT, requestParameters: null } }, true],
  ["a call of an account", call("PutAccountPublicAccessBlock", undefined, BLOCK), true],
  ["an event that is none of CloudTrail", { detail: {} }, true],
])("%s", (_, event, isMailed) => {
  expect(matches(event)).toBe(isMailed);
});
