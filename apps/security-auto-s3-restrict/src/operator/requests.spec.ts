import { OPENED_BY_ACL, openedTo, PRIVATE, type Stored } from "../../test/stored-bucket";
import { BY, HOUR, inside, MINUTE, suppressed, useWorld, type World } from "../../test/world";
import type { Asked } from "../interpreter";

const newWorld = useWorld();
const containing = (text: string): unknown => expect.stringContaining(text);
const invalid = (text: string) => ({
  kind: "invalid",
  issues: [{ path: "action", message: containing(text) }],
});

async function idIn(world: World): Promise<string> {
  const actions = await world.actions();
  return actions.at(-1)?.remediation.id ?? "";
}

const approve = async (world: World, more: object = {}) =>
  world.ask({ version: "1", request: "approve", action: await idIn(world), by: BY, ...more });

const undo = async (world: World, more: Partial<Extract<Asked, { readonly request: "undo" }>> = {}) =>
  world.ask({
    version: "1",
    request: "undo",
    action: await idIn(world),
    owner: "noor",
    reason: "needed",
    by: BY,
    until: new Date(world.now + 24 * HOUR).toISOString(),
    ...more,
  });

async function planned(): Promise<World> {
  const world = newWorld();
  world.invariants = inside({ mode: "approve" });
  await world.assess();
  world.now += MINUTE;
  return world;
}

async function applied(): Promise<World> {
  const world = newWorld();
  await world.assess();
  world.now += MINUTE;
  return world;
}

describe("approve", () => {
  test("applies what is planned, and records who approved it", async () => {
    const world = await planned();
    const asked = { owner: "noor", reason: "reviewed" };
    expect(await approve(world, asked)).toMatchObject({
      outcome: "applied",
      action: { status: "applied", requested: { by: BY, ...asked } },
    });
    expect(world.writes).toEqual(["PutBucketPolicy"]);
    expect(world.transitions).toEqual(["planned (approve)", "applied (approve)"]);
    expect(world.published[1]?.because).toBeUndefined();
  });

  test("what is observed can be approved too, and what waits for its deadline", async () => {
    const world = newWorld();
    world.invariants = inside({ mode: "enforce", after: "P7D" });
    await world.assess();
    expect(await approve(world)).toMatchObject({ outcome: "applied", action: { status: "applied" } });
    expect(world.published[1]?.notBefore).toBeUndefined();
  });

  test("why it was only planned is not told any more", async () => {
    const world = newWorld();
    const enforcement = { version: "1", request: "enforcement", by: BY } as const;
    await world.ask({ ...enforcement, value: "off" });
    await world.assess();
    await world.ask({ ...enforcement, value: "on" });
    await approve(world);
    expect(world.published.map(({ status, because }) => [status, because])).toEqual([
      ["planned", containing("switched off")],
      ["applied", undefined],
    ]);
  });

  test("of a bucket that was changed since writes nothing: the action failed, and says why", async () => {
    const world = await planned();
    world.bucket = openedTo("123123123123");
    expect(await approve(world)).toMatchObject({
      outcome: "changed",
      action: { status: "failed", because: containing("not what was planned for") },
    });
    expect(world.writes).toEqual([]);
    expect(world.transitions).toEqual(["planned (approve)", "failed (approve)"]);
  });

  test("is answered with what fails: nobody tries it again", async () => {
    const world = await planned();
    world.failing.set("PutBucketPolicy", new Error("Access Denied"));
    expect(await approve(world)).toMatchObject({
      outcome: "failed",
      action: { because: containing("Access Denied") },
    });
  });

  test("is done also where the bus accepts nothing; the next assessment puts it there", async () => {
    const world = await planned();
    world.failing.set("publish", new Error("the bus is down"));
    expect(await approve(world)).toMatchObject({ outcome: "applied" });
    world.failing.clear();
    await world.assess();
    expect(world.transitions).toEqual(["planned (approve)", "applied (approve)"]);
  });

  test.each<[what: string, prepare: (world: World) => unknown, says: string]>([
    ["one that is applied", (world) => approve(world), "the action is applied"],
    ["one that is undone", (world) => undo(world), "the action is undone"],
    [
      "one while enforcement is switched off",
      (world) => world.ask({ version: "1", request: "enforcement", value: "off", by: BY }),
      "npm run enforcement -- on",
    ],
    [
      "one in an account without a role that may write",
      (world) => (world.hasWriteRole = false),
      "there is no role",
    ],
  ])("%s is refused, and says what to do", async (_what, prepare, says) => {
    const world = await planned();
    await prepare(world);
    const { length } = world.writes;
    expect(await approve(world)).toMatchObject(invalid(says));
    expect(world.writes).toHaveLength(length);
  });

  test("one that there is not, or that another request works on, is refused", async () => {
    const world = newWorld();
    world.invariants = inside({ mode: "approve" });
    const action = "444455556666:ledger-archive:none-1";
    expect(await approve(world, { action })).toMatchObject(invalid(`there is no action ${action}`));
    world.failing.set("publish", new Error("the bus is down"));
    await expect(world.assess()).rejects.toThrow("the bus is down");
    expect(await approve(world)).toMatchObject(invalid("ask again then"));
  });
});

describe("undo", () => {
  test("restores every byte, says who asked, and has the bucket left alone until then", async () => {
    const world = await applied();
    expect(await undo(world)).toMatchObject({
      outcome: "undone",
      action: { status: "undone", requested: { by: BY, owner: "noor", reason: "needed" } },
    });
    expect(world.bucket).toEqual(openedTo());
    expect(await world.assess()).toMatchObject({
      done: "left alone",
      because: containing("noor answers for it"),
    });
    const { suppressions } = await world.register.partition("444455556666", "ledger-archive");
    expect(suppressions).toMatchObject([
      { kind: "suppressed", exposure: "external", exception: { owner: "noor", by: BY } },
    ]);
    world.now += 24 * HOUR;
    expect(await world.assess()).toMatchObject({ done: "applied" });
    expect(world.transitions).toEqual([
      "planned (enforce)",
      "applied (enforce)",
      "undone (enforce)",
      "planned (enforce)",
      "applied (enforce)",
    ]);
  });

  test("does not count for a bucket that is more open then", async () => {
    const world = await applied();
    await undo(world);
    world.bucket = OPENED_BY_ACL;
    expect(await world.assess()).toMatchObject({ done: "applied" });
  });

  test.each([
    ["stays where somebody answers for longer already", 48, { kind: "accepted", revision: 1 }],
    ["takes the place of one that is over sooner", 1, { kind: "suppressed", revision: 2 }],
  ])("the suppression %s", async (_what, hours, expected) => {
    const world = await applied();
    const until = world.now + hours * HOUR;
    await world.register.putSuppression(suppressed(until, { kind: "accepted", exposure: "external" }));
    await undo(world);
    const { suppressions } = await world.register.partition("444455556666", "ledger-archive");
    expect(suppressions).toMatchObject([expected]);
  });

  test.each<[what: string, bucket: Stored, given: () => Promise<World>, writes: number]>([
    ["that was only planned: nothing is written", openedTo(), planned, 0],
    [
      "that failed after its first call",
      OPENED_BY_ACL,
      async () => {
        const world = newWorld();
        world.bucket = OPENED_BY_ACL;
        world.failing.set("PutPublicAccessBlock", new Error("Access Denied"));
        await world.assess();
        world.failing.clear();
        return world;
      },
      3,
    ],
    [
      "whose first undo failed",
      openedTo(),
      async () => {
        const world = await applied();
        world.failing.set("PutBucketPolicy", new Error("Access Denied"));
        expect(await undo(world)).toMatchObject({ outcome: "failed", action: { status: "failed" } });
        world.failing.clear();
        return world;
      },
      3,
    ],
  ])("of an action %s", async (_what, bucket, given, writes) => {
    const world = await given();
    expect(await undo(world)).toMatchObject({ outcome: "undone" });
    expect(world.bucket).toEqual(bucket);
    expect(world.writes).toHaveLength(writes);
  });

  describe("of a bucket that was changed since", () => {
    test("answers the differences, and writes nothing", async () => {
      const world = await applied();
      world.bucket = openedTo("123123123123");
      const { length } = world.writes;
      expect(await undo(world)).toMatchObject({
        outcome: "differs",
        action: { status: "applied" },
        differences: [containing("the bucket policy was changed since")],
      });
      expect(world.writes).toHaveLength(length);
      expect(await world.statuses()).toEqual(["applied"]);
      expect((await world.register.partition("444455556666", "ledger-archive")).suppressions).toEqual([]);
    });

    test("forced, restores what was before", async () => {
      const world = await applied();
      world.bucket = PRIVATE;
      expect(await undo(world, { force: true })).toMatchObject({ outcome: "undone" });
      expect(world.bucket).toEqual(openedTo());
    });

    test("forced, restores the ACL below IgnorePublicAcls, which the plan did not write", async () => {
      const world = newWorld();
      const [, everyone] = OPENED_BY_ACL.acl.Grants;
      const Grants = [...PRIVATE.acl.Grants, ...(everyone === undefined ? [] : [everyone])];
      world.bucket = { acl: { ...PRIVATE.acl, Grants } };
      const before = world.bucket;
      await world.assess();
      expect(world.writes).toEqual(["PutPublicAccessBlock"]);
      world.bucket = { ...world.bucket, acl: PRIVATE.acl };
      expect(await undo(world, { force: true })).toMatchObject({ outcome: "undone" });
      expect(world.bucket).toEqual(before);
    });
  });

  test("of what is undone, or was refused, is refused", async () => {
    const world = await applied();
    await undo(world);
    expect(await undo(world)).toMatchObject(invalid("there is nothing to undo: the action is undone"));
  });

  test("writes also where enforcement is switched off: it takes back what was done", async () => {
    const world = await applied();
    await world.ask({ version: "1", request: "enforcement", value: "off", by: BY });
    expect(await undo(world)).toMatchObject({ outcome: "undone" });
  });
});

test("enforcement is on until somebody switches it, and says who did", async () => {
  const world = newWorld();
  const status = { version: "1", request: "enforcement", by: BY } as const;
  expect(await world.ask(status)).toEqual({ enforcement: { value: "on" } });
  const off = { value: "off", at: new Date(world.now).toISOString(), by: BY } as const;
  expect(await world.ask({ ...status, value: "off" })).toEqual({ enforcement: off });
  world.now += MINUTE;
  expect(await world.ask({ ...status, by: `${BY}-2` })).toEqual({ enforcement: off });
});
