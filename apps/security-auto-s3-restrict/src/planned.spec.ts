import { OPENED_BY_ACL, openedTo, PRIVATE } from "../test/stored-bucket";
import { BY, ENFORCED, HOUR, inside, MINUTE, useWorld } from "../test/world";

const newWorld = useWorld();
const containing = (text: string): unknown => expect.stringContaining(text);

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

test("a bucket that is changed each time before it is written uses up no cap: others are still put right", async () => {
  const world = newWorld();
  world.invariants = inside({ mode: "enforce", perAccountPerHour: 1 });
  world.before.set("openWriter", () => {
    world.bucket = openedTo("123123123123");
  });
  expect(await world.assess()).toMatchObject({ done: "applied" });
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
