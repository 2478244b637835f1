import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assessmentIn } from "@security-auto/assessment";
import { parseScenario, startLocalCloud } from "@security-auto/local-cloud";
import { temporaryFolder } from "@security-auto/testing";
import { ROOT } from "./command";
import { runsOfJudge } from "./runs-of-judge";

const folder = temporaryFolder();

const ACCOUNTS = Array.from({ length: 5_000 }, (_, index) => String(200_000_000_000 + index));
const LAST = ACCOUNTS.at(-1) ?? "";
const OUTSIDER = "999988887777";

/** All about every bucket, and with an exception for every second one. */
const INVARIANTS = Array.from({ length: 200 }, (_, index) => ({
  name: `invariant-${index}`,
  exposure: "private",
  except: [
    {
      bucket: index % 2 === 0 ? "shared-*" : `other-${index}`,
      owner: "security@example.com",
      reason: "Shared with the last account of the organization, until the audit is over",
      expires: "2999-12-31",
    },
  ],
}));

/** Synthesizes an environment of that size in a folder of its own, and gives the assembly. */
function synthesized(): string {
  const environment = {
    account: "111122223333",
    region: "us-west-2",
    organizationId: "o-exampleorg1",
    alertEmails: ["security@example.com"],
    organizationAccounts: ACCOUNTS,
    organizationAccountsComplete: true,
    invariants: INVARIANTS,
  };
  mkdirSync(join(folder.path, "apps/infra/environments"), { recursive: true });
  writeFileSync(join(folder.path, "apps/infra/environments/large.json"), JSON.stringify(environment));
  const bundle = "dist/apps/security-auto-s3";
  cpSync(join(ROOT, bundle), join(folder.path, bundle), { recursive: true });
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, "dist/apps/infra/main.cjs"), "--environment=large"],
    {
      cwd: folder.path,
      encoding: "utf8",
      env: { PATH: process.env["PATH"] ?? "", CDK_OUTDIR: "cdk.out", CDK_VALIDATION: "false" },
    },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return join(folder.path, "cdk.out");
}

/** A bucket of the security account, whose objects one account may read. */
const sharedWith = (account: string, name: string) => ({
  name,
  account: "111122223333",
  region: "us-west-2",
  ownership: "BucketOwnerEnforced",
  policy: {
    Statement: {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: "s3:GetObject",
      Resource: `arn:aws:s3:::${name}/*`,
    },
  },
});

const event = JSON.parse(readFileSync(join(ROOT, "tools/cli/samples/public-policy.json"), "utf8")) as {
  readonly detail: object;
};

/** The sample event, of a bucket of the security account. */
const changeOf = (bucket: string): object => ({
  ...event,
  detail: {
    ...event.detail,
    eventID: `change of ${bucket}`,
    recipientAccountId: "111122223333",
    requestParameters: { bucketName: bucket },
    resources: [{ accountId: "111122223333", type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${bucket}` }],
  },
});

test("5,000 accounts and 200 invariants with exceptions synthesize, and the function judges by all of them", async () => {
  const assembly = synthesized();
  const cloud = await startLocalCloud({
    assembly,
    scenario: parseScenario(
      {
        organization: { id: "o-exampleorg1" },
        buckets: [sharedWith(LAST, "shared-inside"), sharedWith(OUTSIDER, "shared-outside")],
      },
      "many accounts",
    ),
  });
  try {
    const judge = async (name: string) => {
      const [run] = runsOfJudge((await cloud.putEvent(changeOf(name))).invocations);
      expect(run).toMatchObject({ outcome: "success", attempts: 1 });
      return assessmentIn(run?.response);
    };
    const inside = await judge("shared-inside");
    expect(inside?.exposure).toEqual({ atLeast: "organization", atMost: "organization" });
    const excused = inside?.invariants.filter(({ verdict }) => verdict === "holds") ?? [];
    expect([inside?.invariants.length, excused.length]).toEqual([200, 100]);

    const outside = await judge("shared-outside");
    expect(outside?.exposure).toEqual({ atLeast: "external", atMost: "external" });
  } finally {
    await cloud.close();
  }
});
