import { OPENED_BY_ACL, openedTo, OUTSIDER, PRIVATE } from "../test/stored-bucket";
import { FINDING, HOUR, inside, MINUTE, ROLE, suppressed, useWorld, type World } from "../test/world";

const newWorld = useWorld();
const containing = (text: string): unknown => expect.stringContaining(text);

test("a violation is put right once: recorded before it is written, and put on the bus as it goes", async () => {
  const world = newWorld();
  expect(await world.assess()).toMatchObject({ done: "applied" });
  expect(world.calls.indexOf("putAction")).toBeLessThan(world.calls.indexOf("PutBucketPolicy"));
  expect(world.writes).toEqual(["PutBucketPolicy"]);
  expect(world.transitions).toEqual(["planned (enforce)", "applied (enforce)"]);
  expect(await world.actions()).toMatchObject([
    {
      remediation: { status: "applied", invariant: "inside", finding: FINDING },
      prior: { policy: openedTo().policy },
    },
  ]);
  expect(await world.assess()).toMatchObject({ done: "left alone", because: "nothing is violated any more" });
});

describe("what is not there any more, or cannot be told, is left alone", () => {
  test("the bucket was deleted", async () => {
    const world = newWorld();
    world.bucket = undefined;
    expect(await world.assess()).toEqual({ done: "left alone", because: "the bucket was deleted" });
  });

  test("it cannot be read whether it violates anything", async () => {
    const world = newWorld();
    world.bucket = { ...openedTo(), denied: ["GetBucketPolicy"] };
    expect(await world.assess()).toMatchObject({ done: "left alone" });
    expect(await world.actions()).toEqual([]);
  });

  test("the change was made in the write role: nothing is even read", async () => {
    const world = newWorld();
    const actor = { type: "AssumedRole", display: "the function", issuerArn: ROLE };
    expect(await world.assess({ actor })).toEqual({
      done: "left alone",
      because: "the change is this function's own",
    });
    expect(world.calls).toEqual(["partition"]);
  });
});

test("a bucket's actions that are finished are not read one by one", async () => {
  const world = newWorld();
  await world.assess();
  world.calls = [];
  await world.assess();
  expect(world.calls).toEqual(["partition", "read", "partition"]);
});

describe("two assessments at once", () => {
  test("lead to one action and one set of writes, and each transition is put once", async () => {
    const world = newWorld();
    const done = await Promise.all([world.assess({ message: "one" }), world.assess({ message: "two" })]);
    expect(done.map((one) => one.done).sort()).toEqual(["applied", "left alone"]);
    expect(world.writes).toEqual(["PutBucketPolicy"]);
    expect(world.transitions).toEqual(["planned (enforce)", "applied (enforce)"]);
    expect(await world.statuses()).toEqual(["applied"]);
  });

  test("plan once, where nothing is written", async () => {
    const world = newWorld();
    world.invariants = inside({ mode: "approve" });
    await Promise.all([world.assess({ message: "one" }), world.assess({ message: "two" })]);
    expect(world.transitions).toEqual(["planned (approve)"]);
  });
});

test("an assessment that comes while another is worked on waits, and puts right what was changed meanwhile", async () => {
  const world = newWorld();
  world.failing.set("publish", new Error("the bus is down"));
  await expect(world.assess({ message: "one" })).rejects.toThrow("the bus is down");
  world.failing.clear();
  world.bucket = openedTo("123123123123");
  world.before.set("wait", async () => {
    const [action] = await world.actions();
    if (action === undefined) throw new Error("nothing was recorded");
    const { revision } = action;
    await world.register.putAction({
      ...action,
      claim: undefined,
      unpublished: undefined,
      revision: revision + 1,
    });
  });
  expect(await world.assess({ message: "two" })).toMatchObject({ done: "applied" });
  expect(world.bucket.policy).toContain("SecurityAutoOrganizationOnly");
  expect(await world.statuses()).toEqual(["applied", "applied"]);
});

test("a suppression leaves the bucket alone until it ends, and not where the bucket is more open", async () => {
  const world = newWorld();
  const until = new Date(world.now + HOUR).toISOString();
  await world.register.putSuppression(suppressed(Date.parse(until), { exposure: "external" }));
  expect(await world.assess()).toEqual({
    done: "left alone",
    because: `noor answers for it until ${until}: a migration`,
  });
  world.bucket = OPENED_BY_ACL;
  expect(await world.assess()).toMatchObject({ done: "applied" });
  world.bucket = openedTo();
  world.now += HOUR;
  expect(await world.assess()).toMatchObject({ done: "applied" });
});

describe("what S3 and STS answer", () => {
  test("what was there before the bucket was opened: it is read once more", async () => {
    const world = newWorld();
    world.bucket = PRIVATE;
    world.before.set("wait", () => (world.bucket = openedTo()));
    expect(await world.assess()).toMatchObject({ done: "applied" });
  });

  test("what was there before an undo: whoever answers for it since then is heard", async () => {
    const world = newWorld();
    world.bucket = PRIVATE;
    world.before.set("wait", async () => {
      await world.register.putSuppression(suppressed(world.now + HOUR));
      world.bucket = openedTo();
    });
    expect(await world.assess()).toMatchObject({ because: containing("noor answers for it") });
    expect(world.writes).toEqual([]);
  });

  test.each([
    ["was put right since", 0, (world: World) => world.assess()],
    ["was assessed long ago", 2 * MINUTE, (world: World) => (world.bucket = PRIVATE)],
  ])("a bucket that %s is not", async (_what, age, prepare) => {
    const world = newWorld();
    await prepare(world);
    world.calls = [];
    await world.assess({ observedAt: new Date(world.now - age).toISOString() });
    expect(world.calls.filter((call) => call === "read")).toHaveLength(1);
  });

  test.each([
    ["it is busy", { httpStatusCode: 503 }],
    ["it gives no answer", {}],
  ])(
    "%s: the action failed, and the message is received again, which plans and writes anew",
    async (_what, $metadata) => {
      const world = newWorld();
      world.failing.set("PutBucketPolicy", Object.assign(new Error("SlowDown"), { $metadata }));
      await expect(world.assess({ message: "one" })).rejects.toThrow("failed for a reason that may pass");
      expect(world.transitions).toEqual(["planned (enforce)", "failed (enforce)"]);
      world.failing.clear();
      world.now += MINUTE;
      expect(await world.assess({ message: "one" })).toMatchObject({ done: "applied" });
      expect(await world.statuses()).toEqual(["failed", "applied"]);
    },
  );

  test("a write that is refused: failed, with the reason; what it was is tried again by the next assessment", async () => {
    const world = newWorld();
    world.failing.set("PutBucketPolicy", new Error("Access Denied"));
    expect(await world.assess()).toMatchObject({ done: "failed", because: containing("Access Denied") });
    world.failing.clear();
    world.now += MINUTE;
    expect(await world.assess()).toMatchObject({ done: "applied" });
  });

  test("the bucket changes between two reads: it is planned again for what stands", async () => {
    const world = newWorld();
    world.before.set("openWriter", () => {
      world.bucket = openedTo("123123123123");
    });
    expect(await world.assess()).toMatchObject({ done: "applied" });
    expect(world.bucket?.policy).toContain("123123123123");
    expect(world.bucket?.policy).not.toContain(OUTSIDER);
    expect(world.writes).toEqual(["PutBucketPolicy"]);
  });

  test("late: where too little time is left to write, nothing is recorded, and the message fails", async () => {
    const world = newWorld();
    world.before.set("control", () => (world.now += 19_000));
    await expect(world.assess()).rejects.toThrow("too little time is left");
    expect([world.writes, await world.actions()]).toEqual([[], []]);
  });

  test("STS gives no answer: nothing is recorded, and the message fails", async () => {
    const world = newWorld();
    world.failing.set("openWriter", new Error("no answer"));
    await expect(world.assess()).rejects.toThrow("no answer");
    expect(await world.actions()).toEqual([]);
  });
});

describe("a bus that accepts nothing", () => {
  test("holds back no write; the next attempt puts what is missing, though the bucket holds by then", async () => {
    const world = newWorld();
    world.failing.set("publish", new Error("the bus is down"));
    await expect(world.assess({ message: "one" })).rejects.toThrow("the bus is down");
    expect(world.writes).toEqual(["PutBucketPolicy"]);
    world.failing.clear();
    expect(await world.assess({ message: "one" })).toMatchObject({ done: "left alone" });
    expect(world.transitions).toEqual(["applied (enforce)"]);
  });

  test("what is only planned is put by the next attempt, once", async () => {
    const world = newWorld();
    world.invariants = inside({ mode: "approve" });
    world.failing.set("publish", new Error("the bus is down"));
    await expect(world.assess({ message: "one" })).rejects.toThrow("the bus is down");
    world.failing.clear();
    await world.assess({ message: "one" });
    await world.assess({ message: "two" });
    expect(world.transitions).toEqual(["planned (approve)"]);
  });

  test("while its message waits, others wait too; when its time is over, they finish it", async () => {
    const world = newWorld();
    world.failing.set("publish", new Error("the bus is down"));
    await expect(world.assess({ message: "one" })).rejects.toThrow("the bus is down");
    world.failing.clear();
    await expect(world.assess({ message: "two" })).rejects.toThrow("another request works on");
    world.now += MINUTE;
    await world.assess({ message: "two" });
    expect(world.transitions).toEqual(["applied (enforce)"]);
  });
});

describe("a bucket that somebody changes all the time", () => {
  const opened = (change: number) => openedTo(String(900_000_000_000 + change));

  /** It is open to somebody else at each assessment. */
  async function flapping(world: World, changes: number): Promise<void> {
    for (let change = 0; change < changes; change++) {
      world.bucket = opened(change);
      await world.assess();
      world.now += 1000;
    }
  }

  test("gets so many plans a day, and then one an hour: none of them is for what it was before", async () => {
    const world = newWorld();
    world.invariants = inside({ mode: "approve" });
    await flapping(world, 22);
    const actions = await world.actions();
    expect(actions).toHaveLength(20);
    expect(actions.map(({ remediation: { status } }) => status)).not.toContain("planned");
    world.now += HOUR;
    expect(await world.assess()).toMatchObject({ done: "planned" });
    world.bucket = opened(99);
    expect(await world.assess()).toMatchObject({
      done: "left alone",
      because: containing("20 actions within 24 hours"),
    });
  });

  test("and whose policy no plan can be made for is said to be so no more often", async () => {
    const world = newWorld();
    await flapping(world, 20);
    const full = openedTo().policy?.replace("Partner", "P".repeat(20_200));
    world.bucket = { ...PRIVATE, policy: full };
    expect(await world.assess()).toMatchObject({ done: "refused" });
    expect(await world.statuses()).toHaveLength(20);
  });

  test("is put right all the same, where that is enforced", async () => {
    const world = newWorld();
    world.invariants = inside({ mode: "observe" });
    await flapping(world, 22);
    world.invariants = inside({ mode: "enforce" });
    expect(await world.assess()).toMatchObject({ done: "applied" });
  });
});
