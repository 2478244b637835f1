import fc from "fast-check";
import {
  GetBucketAclCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import { ASSESSMENT_EXAMPLE } from "@security-auto/assessment";
import { describeBucket, judgeBucket } from "@security-auto/s3-exposure";
import {
  DATA_OWNER,
  enforcingStack,
  type EnforcingStack,
  MEMBER,
  OWNER,
} from "../remediation/enforcing-stack";
import { generatedBucket } from "./generated-bucket";

/** `FUZZ_BUCKETS` asks for more. */
const BUCKETS = Number(process.env["FUZZ_BUCKETS"] ?? 40);
const SEED = Number(process.env["FUZZ_SEED"] ?? 20261201);
/** So many in one cloud: its register and its traces grow with them. */
const IN_A_CLOUD = 250;
const AT_ONCE = 4;

// Processes are started, and at night there are many buckets.
jest.setTimeout(120_000 + BUCKETS * 3000);

const INVARIANTS = [{ name: "sensitive-stays-inside", exposure: "organization" }] as const;
const TAGS = { classification: "sensitive" };
const ORGANIZATION = { id: "o-exampleorg1", accounts: ["111122223333", OWNER, MEMBER] };

const orNone = async <T>(call: Promise<T>): Promise<T | undefined> => {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error && /^NoSuch|NotFound/.test(error.name)) return undefined;
    throw error;
  }
};

/** What an administrator of the bucket's account reads. */
async function readAsOwner(stack: EnforcingStack, Bucket: string) {
  const s3 = stack.s3(DATA_OWNER);
  const of = { Bucket };
  const [acl, policy, block, ownership] = await Promise.all([
    s3.send(new GetBucketAclCommand(of)),
    orNone(s3.send(new GetBucketPolicyCommand(of))),
    orNone(s3.send(new GetPublicAccessBlockCommand(of))),
    orNone(s3.send(new GetBucketOwnershipControlsCommand(of))),
  ]);
  s3.destroy();
  return {
    acl: { Owner: acl.Owner, Grants: acl.Grants },
    policy: policy?.Policy ?? null,
    publicAccessBlock: block?.PublicAccessBlockConfiguration ?? null,
    ownership: ownership?.OwnershipControls?.Rules?.[0]?.ObjectOwnership ?? null,
  };
}

/** The verdict on what the administrator reads. */
function verdictOn(name: string, read: Awaited<ReturnType<typeof readAsOwner>>): string | undefined {
  const described = describeBucket({
    ...read,
    ...{ name, account: OWNER, region: "us-west-2", tags: TAGS },
    ...{ accountPublicAccessBlock: null, organization: { ...ORGANIZATION, accountsComplete: true } },
  });
  if (!described.success) throw new Error(JSON.stringify(described.error));
  const judged = judgeBucket(described.data, { invariants: INVARIANTS, now: new Date() });
  return judged.invariants[0]?.verdict;
}

const violationOf = (bucket: string) => ({
  Records: [
    {
      messageId: `message of ${bucket}`,
      body: JSON.stringify({
        detail: {
          ...ASSESSMENT_EXAMPLE,
          ...{ accountId: OWNER, region: "us-west-2", scope: "bucket", bucket, verdict: "violates" },
        },
      }),
    },
  ],
});

/** Applies and undoes one bucket's remediation; says how its action ended, or that there was none. */
async function applyAndUndo(stack: EnforcingStack, name: string): Promise<string> {
  const before = await readAsOwner(stack, name);
  const wasViolated = verdictOn(name, before) === "violates";
  await stack.invoke(violationOf(name));
  const [action] = await stack.actions(name);
  const after = await readAsOwner(stack, name);
  if (action === undefined) {
    expect({ name, wasViolated, after }).toEqual({ name, wasViolated: false, after: before });
    return "left alone";
  }
  const { status, id } = action.remediation;
  expect(wasViolated).toBe(true);
  if (status === "applied") expect(verdictOn(name, after)).toBe("holds");
  else expect(["failed", "refused"]).toContain(status);
  if (status === "refused") {
    expect({ name, read: after }).toEqual({ name, read: before });
    return status;
  }

  await stack.invoke({
    ...{ version: "1", request: "undo", action: id, owner: "noor", reason: "a test" },
    by: "arn:aws:iam::111122223333:user/noor",
  });
  const [undone] = await stack.actions(name);
  expect({ name, status: undone?.remediation.status, read: await readAsOwner(stack, name) }).toEqual({
    ...{ name, status: "undone", read: before },
  });
  return status;
}

test(`${BUCKETS} generated buckets: applied they hold, or the record says why not; undone they are as before`, async () => {
  const counts = new Map<string, number>();
  for (let first = 0; first < BUCKETS; first += IN_A_CLOUD) {
    const names = Array.from(
      { length: Math.min(IN_A_CLOUD, BUCKETS - first) },
      (_, index) => `fuzz-${first + index}`,
    );
    const [buckets = []] = fc.sample(fc.tuple(...names.map(generatedBucket)), {
      numRuns: 1,
      seed: SEED + first,
    });
    const stack = await enforcingStack(
      buckets.map((bucket) => ({ ...bucket, accountPublicAccessBlock: null })),
      { without: ["security-auto-S3", "security-auto-findings"], perHour: 1_000_000 },
    );
    try {
      const queue = [...names];
      const worker = async (): Promise<void> => {
        for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
          const ended = await applyAndUndo(stack, name);
          counts.set(ended, (counts.get(ended) ?? 0) + 1);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
    } finally {
      await stack.close();
    }
  }
  expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(BUCKETS);
  expect(counts.get("applied")).toBeGreaterThan(0);
  if (process.env["FUZZ_BUCKETS"] !== undefined) console.info(Object.fromEntries(counts));
});
