import { join } from "node:path";
import { DeleteBucketPolicyCommand, S3Client } from "@aws-sdk/client-s3";
import { type LocalCloud, parseScenario, startLocalCloud, withFollowUps } from "@security-auto/local-cloud";
import { parseBucketPolicy, policyIsPublic } from "@security-auto/s3-exposure";
import { cloudTrailEvent } from "@security-auto/testing";
import { ROOT } from "./command";

const ACCOUNT = "111122223333";
const REGION = "us-west-2";
const BUCKET = "ledger-archive";

jest.setTimeout(120_000);

/** The local cloud answers as Security Hub does, which refuses what is not in its format or not in the caller's own name. */
let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({
    assembly: join(ROOT, "dist/apps/infra/cdk.out"),
    policyIsPublic: (policy) => policyIsPublic(parseBucketPolicy(policy)) !== false,
    scenario: parseScenario({ buckets: [openBucket()] }, "scenario"),
  });
});
afterAll(() => cloud.close());

function openBucket() {
  const Statement = [
    { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `arn:aws:s3:::${BUCKET}/*` },
  ];
  return { name: BUCKET, account: ACCOUNT, region: REGION, policy: { Version: "2012-10-17", Statement } };
}

/** As the bucket's owner, whose call raises the event that CloudTrail would. */
async function deletePolicy(): Promise<void> {
  const s3 = new S3Client({
    region: REGION,
    endpoint: cloud.endpoints.s3,
    forcePathStyle: true,
    credentials: cloud.credentials({ accountId: ACCOUNT, userName: "ilse" }),
  });
  await s3.send(new DeleteBucketPolicyCommand({ Bucket: BUCKET }));
  s3.destroy();
  await cloud.settled();
}

test("a bucket that is opened and closed: one finding of Security Hub, active and then archived", async () => {
  const opened = await cloud.putEvent(
    cloudTrailEvent({ eventName: "PutBucketPolicy", bucket: BUCKET, account: ACCOUNT }),
  );
  await deletePolicy();
  const traces = [opened, ...cloud.traces()].flatMap(withFollowUps);
  const imports = traces.flatMap((trace) => trace.imports);
  const id = `security-auto/${ACCOUNT}:${BUCKET}:nothing-public`;
  expect(imports).toMatchObject([
    { id, recordState: "ACTIVE", compliance: "FAILED", severity: "CRITICAL" },
    { id, recordState: "ARCHIVED", compliance: "PASSED", severity: "INFORMATIONAL" },
  ]);
  for (const { finding } of imports) expect(finding).not.toHaveProperty("Workflow");
});
