import { join } from "node:path";
import { DeleteBucketPolicyCommand, S3Client } from "@aws-sdk/client-s3";
import { type LocalCloud, parseScenario, startLocalCloud, withFollowUps } from "@security-auto/local-cloud";
import { isPublicPolicy } from "../src/stack/local-stack";
import { ROOT } from "./command";
import { ACCOUNT, idOf, openBucket, putPolicyOf, REGION } from "./open-bucket";

const BUCKET = "ledger-archive";

jest.setTimeout(120_000);

/** The local cloud answers as Security Hub does, which refuses what is not in its format or not in the caller's own name. */
let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({
    assembly: join(ROOT, "dist/apps/infra/cdk.out"),
    policyIsPublic: isPublicPolicy,
    scenario: parseScenario({ buckets: [openBucket(BUCKET)] }, "scenario"),
  });
});
afterAll(() => cloud.close());

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
  const opened = await cloud.putEvent(putPolicyOf(BUCKET));
  await deletePolicy();
  const traces = [opened, ...cloud.traces()].flatMap(withFollowUps);
  const imports = traces.flatMap((trace) => trace.imports);
  const id = `security-auto/${idOf(BUCKET)}`;
  const opening = { id, recordState: "ACTIVE", compliance: "FAILED", severity: "CRITICAL" };
  expect(imports).toMatchObject([
    opening,
    { ...opening, finding: { ProductFields: { "security-auto/remediation": "planned" } } },
    { id, recordState: "ARCHIVED", compliance: "PASSED", severity: "INFORMATIONAL" },
  ]);
  for (const { finding } of imports) expect(finding).not.toHaveProperty("Workflow");
});
