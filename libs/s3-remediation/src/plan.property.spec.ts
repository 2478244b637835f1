import {
  descriptionOf,
  judgeBucket,
  parseBucketPolicy,
  policyIsPublic,
  valueOf,
} from "@security-auto/s3-exposure";
import * as fc from "fast-check";
import { bucketOf, buckets, type Described, invariantLists, NOW, planFor } from "../test/buckets";
import type { S3Write } from ".";

const RUNS = { numRuns: Number(process.env["PLAN_RUNS"] ?? 300) };
// At night there are so many that they take longer than the bound for hangs.
jest.setTimeout(Math.max(120_000, RUNS.numRuns * 100));
const ORDER = ["private", "organization", "external", "public"];

/** What is described after some calls of S3. */
function described(bucket: Described, writes: readonly S3Write[]): Described {
  return writes.reduce<Described>((before, write) => {
    switch (write.call) {
      case "PutBucketPolicy":
        return { ...before, policy: write.parameters.Policy };
      case "DeleteBucketPolicy":
        return { ...before, policy: undefined };
      case "PutPublicAccessBlock":
        return { ...before, publicAccessBlock: write.parameters.PublicAccessBlockConfiguration };
      case "DeletePublicAccessBlock":
        return { ...before, publicAccessBlock: undefined };
      case "PutBucketAcl":
        return { ...before, acl: { owner: "75aa", grants: grantsIn(write.parameters.AccessControlPolicy) } };
    }
  }, bucket);
}

/** The grants of PutBucketAcl, as buckets are described. */
function grantsIn(acl: object): readonly object[] {
  const { Grants } = acl as {
    readonly Grants: readonly { readonly Grantee: object; readonly Permission: string }[];
  };
  return Grants.map(({ Grantee, Permission }) => {
    const { ID, URI } = Grantee as { readonly ID?: string; readonly URI?: string };
    return { grantee: ID ?? URI, permission: Permission };
  });
}

/** Whether S3 would refuse a call, as the blocks of bucket and account stand before it. */
function isRefused(bucket: Described, write: S3Write): boolean {
  const { publicAccessBlock, accountPublicAccessBlock } = bucketOf(bucket).facts.facets;
  const blocks = [valueOf(publicAccessBlock), valueOf(accountPublicAccessBlock)];
  if (write.call === "PutBucketPolicy")
    return (
      blocks.some((block) => block?.blockPublicPolicy === true) &&
      policyIsPublic(parseBucketPolicy(write.parameters.Policy)) !== false
    );
  return (
    write.call === "PutBucketAcl" &&
    blocks.some((block) => block?.blockPublicAcls === true) &&
    JSON.stringify(write.parameters).includes("/groups/global/")
  );
}

const exposureOf = (bucket: Described) =>
  judgeBucket(bucketOf(bucket).facts, { invariants: [], now: NOW }).exposure;

test("what a plan says of after is what the judge says once its calls were made, and never wider than before", () => {
  fc.assert(
    fc.property(buckets, invariantLists, (bucket, invariants) => {
      const { steps, before, after } = planFor(bucket, invariants);
      expect(exposureOf(described(bucket, steps))).toEqual(after);
      expect(ORDER.indexOf(after.atMost)).toBeLessThanOrEqual(ORDER.indexOf(before.atMost));
      expect(ORDER.indexOf(after.atLeast)).toBeLessThanOrEqual(ORDER.indexOf(before.atLeast));
    }),
    RUNS,
  );
});

test("the plan is the same for a bucket that is described again by what was read of it", () => {
  fc.assert(
    fc.property(buckets, invariantLists, (bucket, invariants) => {
      const { facts, policyText } = bucketOf(bucket);
      const again = JSON.parse(JSON.stringify(descriptionOf(facts, policyText))) as Described;
      expect(planFor(again, invariants)).toEqual(planFor(bucket, invariants));
    }),
    RUNS,
  );
});

test("S3 refuses none of the calls in their order", () => {
  fc.assert(
    fc.property(buckets, invariantLists, (bucket, invariants) => {
      planFor(bucket, invariants).steps.reduce((before, step) => {
        expect(isRefused(before, step)).toBe(false);
        return described(before, [step]);
      }, bucket);
    }),
    RUNS,
  );
});

test("a bucket that was planned for needs no other plan: what was violated holds", () => {
  fc.assert(
    fc.property(buckets, invariantLists, (bucket, invariants) => {
      const { steps, respond } = planFor(bucket, invariants);
      fc.pre(steps.length > 0);
      const planned = invariants.filter(({ respond: one }) => (one?.mode ?? "observe") === respond);
      const again = planFor(described(bucket, steps), planned);
      expect(again).toMatchObject({ verdict: "holds", steps: [] });
    }),
    RUNS,
  );
});

test("the undo restores the bytes of the policy, the block and the grants", () => {
  fc.assert(
    fc.property(buckets, invariantLists, (bucket, invariants) => {
      const { steps, undo } = planFor(bucket, invariants);
      const restored = described(described(bucket, steps), undo);
      expect(restored["policy"]).toBe(bucket["policy"]);
      expect(bucketOf(restored).facts.facets).toEqual(bucketOf(bucket).facts.facets);
    }),
    RUNS,
  );
});

test("every byte of a policy stays where a Deny is appended, and of the statements that stay where others are removed", () => {
  fc.assert(
    fc.property(buckets, invariantLists, (bucket, invariants) => {
      const { steps } = planFor(bucket, invariants);
      const text = steps.find((step) => step.call === "PutBucketPolicy")?.parameters.Policy;
      fc.pre(text !== undefined && !String(bucket["policy"]).includes("SecurityAuto"));
      const pieces = String(bucket["policy"]).split(/(?="Sid")/);
      const { allows, denies } = parseBucketPolicy(text);
      const names = new Set([...allows, ...denies].map(({ name }) => name));
      for (const piece of pieces.slice(1)) {
        const [, sid = ""] = /"Sid":\s*"(\w+)"/.exec(piece) ?? [];
        const upToBrace = piece.slice(0, piece.lastIndexOf("}") + 1);
        if (names.has(sid) && piece !== pieces.at(-1)) expect(text).toContain(upToBrace);
      }
    }),
    RUNS,
  );
});

test("every call but the undo's narrows: nothing is deleted, and no flag of a block is switched off", () => {
  fc.assert(
    fc.property(buckets, invariantLists, (bucket, invariants) => {
      for (const step of planFor(bucket, invariants).steps) {
        expect(step.because).not.toBe("");
        expect(step.call).not.toMatch(/^Delete/);
        if (step.call !== "PutPublicAccessBlock") continue;
        const flags: Described = { ...step.parameters.PublicAccessBlockConfiguration };
        for (const [flag, isOn] of Object.entries(bucket["publicAccessBlock"] ?? {}) as [string, boolean][])
          expect(flags[flag] === true || !isOn).toBe(true);
      }
    }),
    RUNS,
  );
});
