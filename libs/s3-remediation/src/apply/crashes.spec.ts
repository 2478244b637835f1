import { OPENINGS } from "../../test/openings";
import { type Crash, type Stored, World } from "../../test/world";
import { applyPlan, undoAction } from "..";

const ASKED = { by: "arn:aws:iam::111122223333:user/noor", owner: "noor", reason: "needed", force: false };
const WHEN = ["before", "after"] as const;

const asS3Has = ({ policy, acl, publicAccessBlock }: Stored) => ({ policy, acl, publicAccessBlock });

/** Applies what was planned first, or what the register has of it since. */
async function apply(world: World, crash?: Crash) {
  const { action } = world;
  const announced = first.get(world) ?? world.planned();
  first.set(world, announced);
  return applyPlan(
    {
      action: action ?? announced,
      isRecorded: action !== undefined,
      invariants: world.invariants,
      until: world.until,
    },
    world.process(crash),
  );
}

const first = new WeakMap<World, ReturnType<World["planned"]>>();

async function undo(world: World, crash?: Crash) {
  const { action } = world;
  if (action === undefined) throw new Error("nothing is recorded");
  return undoAction({ action, asked: ASKED, until: world.until }, world.process(crash));
}

/** How many calls of the world something takes when nothing happens. */
async function callsOf(world: World, run: (world: World) => Promise<unknown>, before = 0): Promise<number> {
  if (before > 0) await apply(world);
  const { length } = world.calls;
  await run(world);
  return world.calls.length - length;
}

describe.each(OPENINGS)("%s", (_what, bucket, invariants, writes) => {
  test("is put right, with the record first, and undone byte for byte", async () => {
    const world = new World(bucket, invariants);
    const { outcome } = await apply(world);
    expect(outcome).toBe("applied");
    const asked = writes.flatMap((write) => ["mayWrite", write]);
    expect(world.calls).toEqual(["read", "record", ...asked, "read", "record"]);
    expect(world.action).toMatchObject({ remediation: { status: "applied" }, revision: 2 });
    expect(asS3Has(world.bucket)).not.toEqual(asS3Has(bucket));

    expect((await undo(world)).outcome).toBe("undone");
    expect(asS3Has(world.bucket)).toEqual(asS3Has(bucket));
    expect(world.suppressed).toBe(true);
    expect(world.action).toMatchObject({ remediation: { status: "undone" }, undo: ASKED });
  });

  test("a crash at any call of the apply: a second attempt finishes, and undo restores", async () => {
    const count = await callsOf(new World(bucket, invariants), apply);
    for (let at = 1; at <= count; at++)
      for (const when of WHEN) {
        const world = new World(bucket, invariants);
        await expect(apply(world, { at, when })).rejects.toThrow("the process ended");
        const again = await apply(world);
        const isFinished = at === count && when === "after";
        expect([at, when, again.outcome]).toEqual([at, when, isFinished ? "taken" : "applied"]);
        expect(world.action).toMatchObject({ remediation: { status: "applied" } });
        expect([at, when, (await undo(world)).outcome]).toEqual([at, when, "undone"]);
        expect(asS3Has(world.bucket)).toEqual(asS3Has(bucket));
      }
  });

  test("a crash at any call of the apply: undo alone restores, or nothing was recorded and nothing written", async () => {
    const count = await callsOf(new World(bucket, invariants), apply);
    for (let at = 1; at <= count; at++)
      for (const when of WHEN) {
        const world = new World(bucket, invariants);
        await expect(apply(world, { at, when })).rejects.toThrow("the process ended");
        if (world.action !== undefined) expect([at, (await undo(world)).outcome]).toEqual([at, "undone"]);
        expect(asS3Has(world.bucket)).toEqual(asS3Has(bucket));
      }
  });

  test("a crash at any call of the undo: a second undo restores", async () => {
    const count = await callsOf(new World(bucket, invariants), undo, 1);
    for (let at = 1; at <= count; at++)
      for (const when of WHEN) {
        const world = new World(bucket, invariants);
        await apply(world);
        await expect(undo(world, { at, when })).rejects.toThrow("the process ended");
        const isFinished = at === count && when === "after";
        expect([at, when, (await undo(world)).outcome]).toEqual([
          at,
          when,
          isFinished ? "nothing to undo" : "undone",
        ]);
        expect(asS3Has(world.bucket)).toEqual(asS3Has(bucket));
      }
  });
});
