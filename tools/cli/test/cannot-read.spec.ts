import { join } from "node:path";
import { type LocalCloud, parseScenario, startLocalCloud, withFollowUps } from "@security-auto/local-cloud";
import { cloudTrailEvent } from "@security-auto/testing";
import { ROOT } from "./command";

// Processes are started: seconds on a busy machine.
jest.setTimeout(300_000);

const ACCOUNT = "444455556666";
const BUCKET = "ledger-archive";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/security-auto-s3-read`;
/** The bucket's owner keeps everybody out but an administrator: us too. */
const POLICY = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "AdministratorsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [`arn:aws:s3:::${BUCKET}`, `arn:aws:s3:::${BUCKET}/*`],
      Condition: { ArnNotLike: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/Administrator` } },
    },
  ],
};

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({
    assembly: join(ROOT, "dist/apps/infra/cdk.out"),
    members: [
      {
        accountId: ACCOUNT,
        regions: ["us-west-2"],
        template: join(ROOT, "dist/apps/infra/member.template.json"),
      },
    ],
    policyIsPublic: () => false,
    scenario: parseScenario(
      {
        organization: { id: "o-exampleorg1" },
        buckets: [{ name: BUCKET, account: ACCOUNT, region: "us-west-2", policy: POLICY }],
      },
      "a bucket whose policy denies us",
    ),
  });
});
afterAll(() => cloud.close());

/** The findings' mails that a change of the bucket sets off. */
async function mailsOf(id: string): Promise<readonly string[]> {
  const trace = await cloud.putEvent(
    cloudTrailEvent({ eventName: "PutBucketTagging", bucket: BUCKET, account: ACCOUNT, id, eventID: id }),
  );
  return withFollowUps(trace)
    .flatMap(({ notifications }) => notifications)
    .flatMap(({ topic, subject, message }) =>
      topic === "security-findings" ? [`${subject}\n${message}`] : [],
    );
}

test("a bucket policy that denies us is a finding the second time, which names the role, the permissions and the policy", async () => {
  expect(await mailsOf("first")).toEqual([]);
  const [mail, ...others] = await mailsOf("second");
  expect(others).toEqual([]);
  expect(mail).toContain(`[security-auto] CANNOT READ: bucket ${BUCKET} (${ACCOUNT})`);
  expect(mail).toContain(`the bucket policy denies the role ${ROLE} `);
  expect(mail).toContain("s3:GetBucketPolicy");
  expect(mail).toContain("exempt the role from that Deny");
  expect(await mailsOf("third")).toEqual([]);
});
