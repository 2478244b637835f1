import { OPENED_BY_ACL, openedTo, OUTSIDER, PRIVATE } from "../test/stored-bucket";
import {
  BY,
  ENFORCED,
  FINDING,
  HOUR,
  inside,
  MINUTE,
  ROLE,
  suppressed,
  useWorld,
  type World,
} from "../test/world";

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

describe("what is only planned", () => {
  test.each(["observe", "approve"] as const)("under %s is recorded and put once", async (mode) => {
    const world = newWorld();
    world.invariants = inside({ mode });
    expect(await world.assess()).toMatchObject({ done: "planned" });
    world.now += MINUTE;
    expect(await world.assess()).toMatchObject({ done: "planned", because: "as it was before" });
    expect([world.writes, world.transitions]).toEqual([[], [`planned (${mode})`]]);
  });

  test("a deadline is told, and the first assessment after it enforces", async () => {
    const world = newWorld();
    world.invariants = inside({ mode: "enforce", after: "PT24H" });
    await world.assess();
    const notBefore = new Date(world.now + 24 * HOUR).toISOString();
    expect(world.published).toMatchObject([{ status: "planned", respond: "enforce", notBefore }]);
    world.now += 25 * HOUR;
    const observedAt = new Date(world.now - 25 * HOUR).toISOString();
    expect(await world.assess({ observedAt })).toMatchObject({ done: "applied" });
    expect(world.transitions).toEqual(["planned (enforce)", "applied (enforce)"]);
    expect(world.published[1]?.notBefore).toBeUndefined();
  });

  test("another state of the bucket is another plan: the one before is refused, and cannot be approved", async () => {
    const world = newWorld();
    world.invariants = inside({ mode: "approve" });
    await world.assess();
    const [before] = await world.actions();
    world.bucket = openedTo("123123123123");
    world.now += MINUTE;
    await world.assess();
    expect(world.published.slice(1)).toMatchObject([
      { status: "refused", id: before?.remediation.id, because: containing("another plan") },
      { status: "planned", respond: "approve" },
    ]);
    const action = before?.remediation.id ?? "";
    expect(await world.ask({ version: "1", request: "approve", action, by: BY })).toMatchObject({
      kind: "invalid",
      error: "the action is refused: only one that is planned can be approved",
    });
  });

  test.each([
    ["holds", PRIVATE, "nothing is violated any more"],
    ["was deleted", undefined, "the bucket was deleted"],
  ])("of a bucket that %s by now it is refused", async (_what, bucket, because) => {
    const world = newWorld();
    world.invariants = inside({ mode: "approve" });
    await world.assess();
    world.bucket = bucket;
    world.now += MINUTE;
    expect(await world.assess()).toEqual({ done: "left alone", because });
    expect(world.published[1]).toMatchObject({ status: "refused", because });
  });

  test("where the environment asks for more since, it is done", async () => {
    const world = newWorld();
    world.invariants = inside({ mode: "observe" });
    await world.assess();
    world.invariants = ENFORCED;
    world.now += MINUTE;
    await world.assess();
    expect(world.transitions).toEqual([
      "planned (observe)",
      "refused (observe)",
      "planned (enforce)",
      "applied (enforce)",
    ]);
  });
});

test("opened again each minute: put right three times, then planned, and one message says who keeps opening it", async () => {
  const world = newWorld();
  for (let minute = 0; minute < 6; minute++) {
    world.bucket = openedTo();
    await world.assess();
    world.now += MINUTE;
  }
  expect(world.writes).toHaveLength(3);
  expect(world.transitions.slice(6)).toEqual(["planned (approve)"]);
  expect(world.published.at(-1)?.because).toBe(
    "the pipeline opened it again after 3 remediations in 24 hours",
  );
  world.now += 24 * HOUR;
  expect(await world.assess()).toMatchObject({ done: "applied" });
});

describe("caps", () => {
  test.each([
    ["account", { perAccountPerHour: 1 }],
    ["organization", { perOrganizationPerHour: 1 }],
  ])("of the %s: beyond it is planned, and the next hour writes", async (which, cap) => {
    const world = newWorld();
    world.invariants = inside({ mode: "enforce", ...cap });
    await world.assess();
    world.bucket = openedTo("123123123123");
    world.now += MINUTE;
    expect(await world.assess()).toMatchObject({ done: "planned" });
    expect(world.published.at(-1)).toMatchObject({
      respond: "approve",
      because: `the ${which} has had its 1 remediations of this hour`,
    });
    world.now += HOUR;
    expect(await world.assess()).toMatchObject({ done: "applied" });
    expect(world.published.at(-1)?.because).toBeUndefined();
  });
});

describe("where enforcement is switched off", () => {
  const switched = (value: "on" | "off") =>
    ({ version: "1", request: "enforcement", value, by: BY }) as const;

  test("it is planned, and says so; switched on again, the next assessment writes", async () => {
    const world = newWorld();
    await world.ask(switched("off"));
    expect(await world.assess()).toMatchObject({ done: "planned" });
    expect(world.published).toMatchObject([
      { respond: "approve", because: `enforcement is switched off (by ${BY})` },
    ]);
    await world.ask(switched("on"));
    world.now += MINUTE;
    expect(await world.assess()).toMatchObject({ done: "applied" });
  });

  test("it says so in place of the deadline; switched on again, the deadline is told", async () => {
    const world = newWorld();
    world.invariants = inside({ mode: "enforce", after: "PT24H" });
    await world.ask(switched("off"));
    await world.assess();
    await world.ask(switched("on"));
    world.now += MINUTE;
    await world.assess();
    expect(world.transitions).toEqual(["planned (approve)", "planned (enforce)"]);
    expect(world.published[1]).not.toHaveProperty("because", containing("switched off"));
    expect(await world.statuses()).toEqual(["planned"]);
  });

  test("between the plan and the first write: nothing is written", async () => {
    const world = newWorld();
    const off = {
      item: "control",
      version: "1",
      control: "enforcement",
      value: "off",
      at: "2026-03-04T09:00:00Z",
      by: BY,
    } as const;
    const { register } = world;
    world.before.set("putAction", () => register.putControl(off));
    expect(await world.assess()).toMatchObject({ done: "refused" });
    expect(world.writes).toEqual([]);
  });
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

describe("where no plan can be made", () => {
  test("a refused read: it is refused once, and says why", async () => {
    const world = newWorld();
    world.bucket = { ...openedTo(), denied: ["GetBucketAcl"] };
    expect(await world.assess()).toMatchObject({ done: "refused" });
    world.now += MINUTE;
    await world.assess({ observedAt: new Date(world.now - MINUTE).toISOString() });
    expect(world.published).toMatchObject([
      { status: "refused", steps: [], because: containing("the acl was refused") },
    ]);
  });

  test("what was planned before is refused too", async () => {
    const world = newWorld();
    world.invariants = inside({ mode: "approve" });
    await world.assess();
    world.bucket = { ...OPENED_BY_ACL, denied: ["GetBucketPolicy"] };
    world.now += MINUTE;
    await world.assess();
    expect(world.published.slice(1)).toMatchObject([
      { status: "refused", because: "no plan can be made for the bucket as it is now" },
      { status: "refused", because: containing("the policy was refused") },
    ]);
  });

  test("a policy that would be over 20 KB", async () => {
    const world = newWorld();
    const text = openedTo().policy ?? "";
    const Sid = "Partner".padEnd(20_200, "x");
    world.bucket = { ...openedTo(), policy: text.replace("Partner", Sid) };
    await world.assess();
    expect(world.published.map(({ because }) => because)).toEqual([containing("S3 stores at most")]);
    expect(world.writes).toEqual([]);
  });
});

describe("what S3 and STS answer", () => {
  test("what was there before the bucket was opened: it is read once more", async () => {
    const world = newWorld();
    world.bucket = PRIVATE;
    world.before.set("wait", () => (world.bucket = openedTo()));
    expect(await world.assess()).toMatchObject({ done: "applied" });
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
    world.before.set("count", () => {
      world.bucket = openedTo("123123123123");
    });
    expect(await world.assess()).toMatchObject({ done: "applied" });
    expect(world.bucket?.policy).toContain("123123123123");
    expect(world.bucket?.policy).not.toContain(OUTSIDER);
    expect(world.writes).toEqual(["PutBucketPolicy"]);
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
