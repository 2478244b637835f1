import { allow, NOW, policyOf, STRANGER } from "../../test/buckets";
import { OPENINGS, PRIVATE_ACL } from "../../test/openings";
import { inside } from "../../test/plans";
import { type Stored, World } from "../../test/world";
import { applyPlan, undoAction } from "..";

const POLICY = JSON.stringify(policyOf(allow("Stranger", { AWS: STRANGER })));
const OPEN: Stored = { policy: POLICY, acl: PRIVATE_ACL };
const OTHER = JSON.stringify(policyOf(allow("Other", { AWS: "123123123123" })));
const ASKED = { by: "arn:aws:iam::111122223333:user/noor", owner: "noor", reason: "needed", force: false };

const openedBy = (what: string): Stored => {
  const found = OPENINGS.find(([name]) => name === what);
  if (found === undefined) throw new Error(what);
  return found[1];
};
const TWO_CALLS = openedBy("an ACL opens it to everyone and to an outsider");

const matching = (form: RegExp): unknown => expect.stringMatching(form);

/** S3's refusal, as the SDK throws it. */
const refusal = Object.assign(new Error("Access Denied"), {
  name: "AccessDenied",
  $metadata: { httpStatusCode: 403 },
});

const apply = (world: World, action = world.planned(), isRecorded = false) =>
  applyPlan({ action, isRecorded, invariants: world.invariants, until: world.until }, world.process());

async function undo(world: World, force = false) {
  const { action } = world;
  if (action === undefined) throw new Error("nothing is recorded");
  return undoAction({ action, asked: { ...ASKED, force }, until: world.until }, world.process());
}

const writesOf = ({ calls }: World) => calls.filter((call) => /^(?:Put|Delete)/.test(call));

/** What happens between the announcement and the apply. */
const between: readonly (readonly [what: string, happens: (world: World) => void, because: RegExp])[] = [
  ["the policy was changed", (world) => (world.bucket = { ...OPEN, policy: OTHER }), /not what was planned/],
  [
    "only its spaces were",
    (world) => (world.bucket = { ...OPEN, policy: `${POLICY}\n` }),
    /not what was planned/,
  ],
  ["the bucket was closed", (world) => (world.bucket = { acl: PRIVATE_ACL }), /nothing is violated/],
  [
    "a read is refused now",
    (world) => (world.bucket = { ...OPEN, denied: ["GetBucketAcl"] }),
    /the acl was refused/,
  ],
];

test.each([
  ["the policy", { policy: null }, "DeleteBucketPolicy"],
  ["the block", { publicAccessBlock: null }, "DeletePublicAccessBlock"],
])("a record that would have %s deleted is refused: only undo deletes", async (_what, left, call) => {
  const block = {
    BlockPublicAcls: false,
    IgnorePublicAcls: false,
    BlockPublicPolicy: false,
    RestrictPublicBuckets: false,
  };
  const world = new World({ ...OPEN, publicAccessBlock: block }, inside());
  const action = world.planned();
  const { policy, publicAccessBlock } = action.prior;
  const tampered = { ...action, left: { ...action.left, policy, publicAccessBlock, ...left } };
  expect(await apply(world, tampered)).toMatchObject({
    outcome: "refused",
    action: { remediation: { because: `${call} is for undo only` } },
  });
  expect(writesOf(world)).toEqual([]);
});

describe("nothing is written where what is read is not what was announced", () => {
  test.each(between)("%s", async (_what, happens, because) => {
    const world = new World(OPEN, inside());
    const action = world.planned();
    happens(world);
    expect(await apply(world, action)).toEqual({
      outcome: "changed",
      because: matching(because),
    });
    expect(world.calls).toEqual(["read"]);
  });

  test("an action that waited for approval is closed, and says why", async () => {
    const world = new World(OPEN, inside());
    world.action = world.planned();
    world.bucket = { ...OPEN, policy: OTHER };
    expect((await apply(world, world.action, true)).outcome).toBe("changed");
    expect(writesOf(world)).toEqual([]);
    expect(world.action.remediation).toMatchObject({ status: "failed", because: matching(/not what/) });
  });
});

test("a second attempt writes nothing where somebody changed what the first one left", async () => {
  const world = new World(TWO_CALLS, inside());
  world.failing.set("PutPublicAccessBlock", refusal);
  const action = world.planned();
  await apply(world, action);
  world.failing.clear();
  world.action = { ...action, revision: 2 };
  const RestrictPublicBuckets = true;
  const block = { BlockPublicAcls: false, IgnorePublicAcls: false, BlockPublicPolicy: false };
  world.bucket = { ...world.bucket, publicAccessBlock: { ...block, RestrictPublicBuckets } };
  const { length } = writesOf(world);
  const because = matching(/^the public access block was changed since/);
  expect(await apply(world, world.action, true)).toMatchObject({ outcome: "changed", because });
  expect(writesOf(world)).toHaveLength(length);
});

describe("of two who apply the same action one does", () => {
  test("a new one", async () => {
    const world = new World(OPEN, inside());
    const action = world.planned();
    world.action = action;
    expect(await apply(world, action)).toEqual({ outcome: "taken" });
    expect(writesOf(world)).toEqual([]);
  });

  test("one that waited", async () => {
    const world = new World(OPEN, inside());
    const action = world.planned();
    world.action = { ...action, revision: 2 };
    expect(await apply(world, action, true)).toEqual({ outcome: "taken" });
    expect(writesOf(world)).toEqual([]);
  });
});

describe("the kill switch", () => {
  test("before the first write: refused, and nothing is written", async () => {
    const world = new World(OPEN, inside());
    world.enforcement = false;
    expect(await apply(world)).toMatchObject({
      outcome: "refused",
      action: { remediation: { because: "enforcement was switched off before PutBucketPolicy" } },
    });
    expect(writesOf(world)).toEqual([]);
  });

  test("between two writes: failed, and undo restores", async () => {
    const world = new World(TWO_CALLS, inside());
    const ports = world.process();
    const write: typeof ports.write = async (one) => {
      await ports.write(one);
      world.enforcement = false;
    };
    const request = { action: world.planned(), isRecorded: false, invariants: inside(), until: world.until };
    expect(await applyPlan(request, { ...ports, write })).toMatchObject({
      outcome: "failed",
      action: {
        remediation: {
          because: matching(
            /^enforcement was switched off before PutPublicAccessBlock; inside does not hold: /,
          ),
        },
      },
    });
    expect(writesOf(world)).toEqual(["PutBucketAcl"]);
    expect((await undo(world)).outcome).toBe("undone");
    expect(world.bucket).toEqual(TWO_CALLS);
  });
});

describe("what S3 answers stands in the action", () => {
  test("the second call is refused: failed, with what stands, and undo restores", async () => {
    const world = new World(TWO_CALLS, inside());
    world.failing.set("PutPublicAccessBlock", refusal);
    expect(await apply(world)).toMatchObject({
      outcome: "failed",
      action: {
        remediation: {
          status: "failed",
          because: matching(/^PutPublicAccessBlock failed: AccessDenied \(status 403\): /),
        },
        stands: { acl: world.bucket.acl, publicAccessBlock: null },
      },
    });
    expect((await undo(world)).outcome).toBe("undone");
    expect(world.bucket).toEqual(TWO_CALLS);
  });

  test("a write takes effect, and its answer is lost: applied, and says so", async () => {
    const world = new World(OPEN, inside());
    const ports = world.process();
    const write: typeof ports.write = async (one) => {
      await ports.write(one);
      throw new Error("socket hang up");
    };
    const request = { action: world.planned(), isRecorded: false, invariants: inside(), until: world.until };
    expect(await applyPlan(request, { ...ports, write })).toMatchObject({
      outcome: "applied",
      action: { remediation: { because: "PutBucketPolicy failed: Error (no answer): socket hang up" } },
    });
  });

  test.each<[string, number, string]>([
    ["S3 shows the old state for a while: applied", 3, "applied"],
    ["until time is up: failed", 100, "failed"],
  ])("%s", async (_what, stale, outcome) => {
    const world = new World(OPEN, inside());
    world.stale = stale;
    expect((await apply(world)).outcome).toBe(outcome);
    expect(writesOf(world)).toEqual(["PutBucketPolicy"]);
  });

  test("an undo that S3 refuses fails, and says why", async () => {
    const world = new World(OPEN, inside());
    await apply(world);
    world.failing.set("PutBucketPolicy", refusal);
    expect(await undo(world)).toMatchObject({
      outcome: "failed",
      action: {
        remediation: {
          status: "failed",
          because: matching(/^it could not be undone: PutBucketPolicy failed: AccessDenied/),
        },
      },
    });
    world.failing.clear();
    expect((await undo(world)).outcome).toBe("undone");
  });
});

describe("an undo where the bucket was changed since", () => {
  const changes: readonly (readonly [what: string, before: Stored, since: Partial<Stored>, named: RegExp])[] =
    [
      ["the policy", OPEN, { policy: OTHER }, /^the bucket policy was changed since: it is \{.*123123123123/],
      [
        "the policy was deleted",
        OPEN,
        { policy: undefined },
        /^the bucket policy was changed since: it is absent/,
      ],
      [
        "a flag of the block",
        TWO_CALLS,
        {
          publicAccessBlock: {
            BlockPublicAcls: true,
            IgnorePublicAcls: true,
            BlockPublicPolicy: true,
            RestrictPublicBuckets: false,
          },
        },
        /^the public access block was changed since/,
      ],
      ["the grants", TWO_CALLS, { acl: { ...PRIVATE_ACL, Grants: [] } }, /^the ACL was changed since/],
    ];

  test.each(changes)("%s: the difference, and nothing written", async (_what, before, since, named) => {
    const world = new World(before, inside());
    await apply(world);
    const { action } = world;
    const { length } = writesOf(world);
    world.bucket = { ...world.bucket, ...since };
    expect(await undo(world)).toEqual({ outcome: "differs", differences: [matching(named)] });
    expect([writesOf(world).length, world.action, world.suppressed]).toEqual([length, action, false]);
  });

  test.each(changes)("%s: forced, what was before is restored", async (_what, before, since) => {
    const world = new World(before, inside());
    await apply(world);
    world.bucket = { ...world.bucket, ...since };
    expect((await undo(world, true)).outcome).toBe("undone");
    expect(world.bucket).toMatchObject(before);
  });
});

describe("the ACL below IgnorePublicAcls", () => {
  const everyone = openedBy("an ACL opens it to everyone, and there is no block");

  test("is as it was read before", async () => {
    const world = new World(everyone, inside());
    await apply(world);
    expect(world.action).toMatchObject({ prior: { acl: everyone.acl } });
    expect((await undo(world)).outcome).toBe("undone");
    expect(world.bucket.acl).toEqual(everyone.acl);
  });

  test("was written without the grants that S3 did not show: undo says so, and forced it restores them", async () => {
    const world = new World(everyone, inside());
    await apply(world);
    world.bucket = { ...world.bucket, acl: PRIVATE_ACL };
    expect(await undo(world)).toMatchObject({
      outcome: "failed",
      action: { remediation: { because: matching(/the ACL was changed since/) } },
    });
    expect((await undo(world, true)).outcome).toBe("undone");
    expect(world.bucket.acl).toEqual(everyone.acl);
  });
});

test("what is undone, and what was refused, is not undone again", async () => {
  const world = new World(OPEN, inside());
  await apply(world);
  await undo(world);
  expect(await undo(world)).toEqual({ outcome: "nothing to undo", because: "the action is undone" });
});

test("an action that was only planned is undone without a write", async () => {
  const world = new World(OPEN, inside());
  world.action = world.planned();
  expect((await undo(world)).outcome).toBe("undone");
  expect(writesOf(world)).toEqual([]);
  expect(world.action.remediation.at).toBe(new Date(NOW.getTime() + 1000).toISOString());
});
