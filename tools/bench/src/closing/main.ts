import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import {
  GetBucketAclCommand,
  GetBucketLocationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketTaggingCommand,
  GetPublicAccessBlockCommand,
  PutBucketPolicyCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { installedNode, type LocalCloud, parseScenario, startLocalCloud } from "@security-auto/local-cloud";
import { median, quantile } from "../core/measure";

const OWNER = 444_455_556_666;
const FOREIGN = "222233334444";
const REGION = "us-west-2";
const ROUNDS = 60;
const WARM_UP = 10;

/** The workspace, seen from `dist/tools/bench-closing`. */
const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
const ASSEMBLY = join(ROOT, "dist/apps/infra/environments/enforce");

/** A cap counts the remediations of an account. */
const accountOf = (round: number): string => String(OWNER + Math.floor(round / 10));
const bucketOf = (round: number) => `round-${round}`;

function start(): Promise<LocalCloud> {
  const buckets = Array.from({ length: WARM_UP + ROUNDS }, (_, round) => ({
    name: bucketOf(round),
    account: accountOf(round),
    region: REGION,
    tags: { classification: "sensitive" },
  }));
  const accounts = [...new Set(buckets.map(({ account }) => account))];
  return startLocalCloud({
    assembly: ASSEMBLY,
    nodeBinary: installedNode(ROOT),
    scenario: parseScenario({ buckets }, "the bench"),
    members: accounts.map((accountId) => ({
      accountId,
      regions: [REGION],
      template: join(ASSEMBLY, "member.template.json"),
    })),
  });
}

function ownerOf(cloud: LocalCloud, accountId: string): S3Client {
  return new S3Client({
    region: REGION,
    endpoint: cloud.endpoints.s3,
    forcePathStyle: true,
    credentials: cloud.credentials({ accountId, roleName: "DataOwner", sessionName: "bench" }),
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Opens a bucket to an account outside, and waits until everything that follows from it is done: the finding is closed and mailed. */
async function open(cloud: LocalCloud, s3: S3Client, Bucket: string): Promise<void> {
  const statement = {
    ...{ Effect: "Allow", Principal: { AWS: FOREIGN }, Action: "s3:ListBucket" },
    Resource: `arn:aws:s3:::${Bucket}`,
  };
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  await cloud.settled();
}

async function requireClosed(s3: S3Client, Bucket: string): Promise<void> {
  const { Policy = "" } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
  if (!Policy.includes("SecurityAutoOrganizationOnly"))
    throw new Error(`${Bucket} was not closed: ${Policy}`);
}

/** The seven reads of a bucket at once, as whoever looks at it by hand makes them. What is not configured is an answer too. */
async function readSeven(s3: S3Client, Bucket: string): Promise<void> {
  const of = { Bucket };
  await Promise.allSettled([
    s3.send(new GetBucketAclCommand(of)),
    s3.send(new GetBucketLocationCommand(of)),
    s3.send(new GetBucketOwnershipControlsCommand(of)),
    s3.send(new GetBucketPolicyCommand(of)),
    s3.send(new GetBucketPolicyStatusCommand(of)),
    s3.send(new GetBucketTaggingCommand(of)),
    s3.send(new GetPublicAccessBlockCommand(of)),
  ]);
}

const p95 = (values: readonly number[]): number => quantile(values, 0.95, (ms) => ms);

const cloud = await start();
try {
  const closing: number[] = [];
  const reading: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const s3 = ownerOf(cloud, accountOf(round));
    const bucket = bucketOf(round);
    const [closed, read] = [
      await timed(() => open(cloud, s3, bucket)),
      await timed(() => readSeven(s3, bucket)),
    ];
    await requireClosed(s3, bucket);
    s3.destroy();
    if (round < WARM_UP) continue;
    closing.push(closed);
    reading.push(read);
  }
  const ratio = median(closing.map((ms, index) => ms / (reading[index] ?? Number.NaN)));
  process.stdout.write(
    `${ROUNDS} buckets opened to an account outside, one after the other, in the local cloud\n` +
      `from the call to everything done    median ${median(closing).toFixed(0)} ms, p95 ${p95(closing).toFixed(0)} ms\n` +
      `seven plain reads of the bucket     median ${median(reading).toFixed(1)} ms, p95 ${p95(reading).toFixed(1)} ms\n` +
      `ratio, median of the rounds         ${ratio.toFixed(1)}\n`,
  );
} finally {
  await cloud.close();
}
