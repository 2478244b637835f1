import { parseScenario } from "@security-auto/local-cloud";
import { cloudTrailEvent } from "@security-auto/testing";
import { isPublicPolicy } from "../src/stack/local-stack";
import { ROOT } from "./command";
import { type ServedStack, serveStack } from "./served-stack";

/** The security account, whose own buckets are judged too. */
export const ACCOUNT = "111122223333";
export const REGION = "us-west-2";

/** A policy by which anyone reads a bucket. */
export function openPolicy(bucket: string) {
  const Resource = `arn:aws:s3:::${bucket}/*`;
  const Statement = [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource }];
  return { Version: "2012-10-17", Statement };
}

/** A bucket that is open to anyone, as a scenario and as `assess` take it. */
export const openBucket = (name: string) => ({
  name,
  account: ACCOUNT,
  region: REGION,
  policy: openPolicy(name),
});

/** The id of the finding that such a bucket is. */
export const idOf = (bucket: string) => `${ACCOUNT}:${bucket}:nothing-public`;

/** What CloudTrail records when its policy is put. */
export const putPolicyOf = (bucket: string) =>
  cloudTrailEvent({ eventName: "PutBucketPolicy", bucket, account: ACCOUNT });

/** Runs the synthesized stack in an organization that has these buckets. */
export const serveOpenBuckets = (names: readonly string[]): Promise<ServedStack> =>
  serveStack(ROOT, {
    policyIsPublic: isPublicPolicy,
    scenario: parseScenario({ buckets: names.map(openBucket) }, "scenario"),
  });
