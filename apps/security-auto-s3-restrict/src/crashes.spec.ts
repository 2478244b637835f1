import { OPENED_BY_ACL, openedTo, type Stored } from "../test/stored-bucket";
import { HOUR, inside, MINUTE, suppressed, useWorld, type World } from "../test/world";

const newWorld = useWorld();
const BEGIN = ["partition", "read", "partition", "control", "openWriter", "read", "count", "count"];
const END = ["read", "putAction", "action", "publish", "putAction"];

/** Buckets that are opened, and every call of the world that putting them right takes, in order. */
const OPENINGS: readonly (readonly [what: string, bucket: Stored, calls: readonly string[]])[] = [
  ["a policy opens it", openedTo(), [...BEGIN, "putAction", "publish", "control", "PutBucketPolicy", ...END]],
  [
    "an ACL opens it, and two calls close it",
    OPENED_BY_ACL,
    [...BEGIN, "putAction", "publish", "control", "PutBucketAcl", "control", "PutPublicAccessBlock", ...END],
  ],
];

/** The same message, each time. */
const MESSAGE = { message: "one" };
const ENDED = "the process ended";

/** Every call with which a process can end: it takes effect, and its answer is lost. */
const lastOf = (calls: readonly string[]) =>
  calls.map((name, index): [what: string, last: number] => [`${name}, call ${index + 1}`, index + 1]);

async function undo(world: World, last?: number) {
  const [action] = await world.actions();
  if (action === undefined) return undefined;
  return world.ask(
    {
      version: "1",
      request: "undo",
      action: action.remediation.id,
      owner: "noor",
      reason: "needed",
      by: "arn:aws:iam::111122223333:user/noor",
      until: new Date(world.now + 60 * MINUTE).toISOString(),
    },
    last,
  );
}

describe.each(OPENINGS)("%s", (_what, bucket, calls) => {
  const opened = (): World => {
    const world = newWorld();
    world.bucket = bucket;
    return world;
  };

  test("these are the calls", async () => {
    const world = opened();
    await world.assess(MESSAGE);
    expect(world.calls).toEqual(calls);
  });

  test.each(lastOf(calls))(
    "a process that ends with %s: the next attempt finishes, each call is made once, and how it ended is on the bus",
    async (_call, last) => {
      const world = opened();
      await expect(world.assess(MESSAGE, last)).rejects.toThrow(ENDED);
      world.now += MINUTE;
      await world.assess(MESSAGE);
      expect(await world.statuses()).toEqual(["applied"]);
      expect(world.writes).toEqual(calls.filter((call) => call.startsWith("Put")));
      expect(world.published.at(-1)?.status).toBe("applied");
      expect(world.published.length).toBeLessThanOrEqual(3);

      expect(await undo(world)).toMatchObject({ outcome: "undone" });
      expect(world.bucket).toEqual(bucket);
    },
  );

  test.each(lastOf(calls))(
    "a process that ends with %s: an undo alone restores the bucket, and it is left alone then",
    async (_call, last) => {
      const world = opened();
      await expect(world.assess(MESSAGE, last)).rejects.toThrow(ENDED);
      world.now += MINUTE;
      const undone = await undo(world);
      expect(world.bucket).toEqual(bucket);
      if (undone === undefined) return;
      expect(undone).toMatchObject({ outcome: "undone" });
      expect(await world.assess(MESSAGE)).toMatchObject({ done: "left alone" });
      expect(world.bucket).toEqual(bucket);
    },
  );
});

describe("a write to the register whose answer is lost counts as written", () => {
  test.each([1, 2, 3])("of three to apply an action, number %i", async (lost) => {
    const world = newWorld();
    world.lost = [lost];
    expect(await world.assess()).toMatchObject({ done: "applied" });
    expect(world.writes).toEqual(["PutBucketPolicy"]);
    expect(world.published.map(({ status }) => status)).toEqual(["planned", "applied"]);
  });

  test.each([1, 2])("of two to plan one, number %i", async (lost) => {
    const world = newWorld();
    world.invariants = inside({ mode: "approve" });
    world.lost = [lost];
    expect(await world.assess()).toMatchObject({ done: "planned" });
    expect(world.published.map(({ status }) => status)).toEqual(["planned"]);
  });

  test.each([4, 5, 6])("of three to undo one, number %i", async (lost) => {
    const world = newWorld();
    world.lost = [lost];
    await world.assess();
    expect(await undo(world)).toMatchObject({ outcome: "undone" });
    expect(world.published.map(({ status }) => status)).toEqual(["planned", "applied", "undone"]);
  });
});

test("somebody answers for the bucket before the next attempt: nothing more is written, and what was can be undone", async () => {
  const world = newWorld();
  world.bucket = OPENED_BY_ACL;
  const [, , calls = []] = OPENINGS[1] ?? [];
  await expect(world.assess(MESSAGE, calls.indexOf("PutBucketAcl") + 1)).rejects.toThrow(ENDED);
  await world.register.putSuppression(suppressed(world.now + HOUR));
  world.now += MINUTE;
  expect(await world.assess(MESSAGE)).toMatchObject({ done: "left alone" });
  expect(world.writes).toEqual(["PutBucketAcl"]);
  expect(await undo(world)).toMatchObject({ outcome: "undone" });
  expect(world.bucket).toEqual(OPENED_BY_ACL);
});

describe("an undo that ends early", () => {
  const UNDO = [
    "action",
    "read",
    "openWriter",
    "putAction",
    "besideActions",
    "putSuppression",
    "PutBucketPolicy",
    "read",
    "putAction",
    "action",
    "publish",
    "putAction",
  ];

  test("these are the calls", async () => {
    const world = newWorld();
    await world.assess();
    world.calls = [];
    await undo(world);
    expect([...world.calls].sort()).toEqual([...UNDO].sort());
  });

  test.each(lastOf(UNDO))(
    "with %s: asked for again it restores the bucket, or it is done; the next assessment puts it on the bus",
    async (_call, last) => {
      const world = newWorld();
      await world.assess();
      // Nobody tries a request again: it fails, or what it did is said.
      await undo(world, last).catch(() => undefined);
      world.now += MINUTE;
      await undo(world);
      expect(world.bucket).toEqual(openedTo());
      expect(await world.statuses()).toEqual(["undone"]);
      world.now += MINUTE;
      expect(await world.assess()).toMatchObject({ done: "left alone" });
      expect(world.published.at(-1)?.status).toBe("undone");
      expect(world.bucket).toEqual(openedTo());
    },
  );

  test("of what only waits: the next assessment does not take it for an approval that ended early", async () => {
    const world = newWorld();
    world.invariants = inside({ mode: "approve" });
    await world.assess();
    await expect(undo(world, UNDO.indexOf("putAction") + 1)).rejects.toThrow(ENDED);
    world.now += MINUTE;
    await world.assess();
    expect(world.writes).toEqual([]);
  });

  test("of what waits for its deadline: once that has passed, an apply that ends early is finished", async () => {
    const world = newWorld();
    world.invariants = inside({ mode: "enforce", after: "PT24H" });
    const observedAt = new Date(world.now).toISOString();
    await world.assess({ observedAt });
    await expect(undo(world, UNDO.indexOf("putAction") + 1)).rejects.toThrow(ENDED);
    world.now += 25 * HOUR;
    world.calls = [];
    const again = { ...MESSAGE, observedAt };
    await expect(world.assess(again, 11)).rejects.toThrow(ENDED);
    expect(world.calls.at(-1)).toBe("PutBucketPolicy");
    world.now += MINUTE;
    await world.assess(again);
    expect(await world.statuses()).toEqual(["applied"]);
  });
});
