import type { SweepRegister } from "@security-auto/register";
import { START_MS, startMessage, SWEEP, named, tampering, useWorld } from "../test/world";

const HOME = "111122223333";
const MEMBER = "444455556666";
const OTHER = "777788889999";

const world = useWorld();

beforeEach(() => {
  world.accounts = { active: [HOME, MEMBER, OTHER], suspended: ["999900001111"] };
  world.buckets = { [HOME]: named(3), [MEMBER]: named(120), [OTHER]: [] };
  world.judge = ({ bucket }) => (bucket.endsWith("7") ? "violates" : "holds");
});

const finished = () => world.events.flatMap((event) => (event.kind === "finished" ? [event.sweep] : []));

test("a sweep asks for every bucket of every account, and its sums add up", async () => {
  await world.deliver(startMessage());
  await world.work();
  expect(finished()).toMatchObject([
    {
      sweep: SWEEP,
      reason: "schedule",
      accounts: 3,
      suspended: ["999900001111"],
      notCovered: [],
      listed: 123,
      assessed: 123,
      failed: 0,
      byVerdict: { holds: 111, violates: 12, unknown: 0 },
      missing: [],
    },
  ]);
  expect(world.requests).toHaveLength(123);
  expect(new Set(world.requests.map(({ requestId }) => requestId)).size).toBe(123);
  expect(await world.register.sweep(SWEEP)).toMatchObject({
    listed: 123,
    finishedAt: expect.any(String) as string,
  });
  expect((await world.register.accounts(SWEEP)).map(({ state }) => state)).toEqual(["done", "done", "done"]);
});

test("the pages of an account come as slowly as the environment says", async () => {
  await world.deliver(startMessage(MEMBER));
  await world.work();
  const times = [
    ...new Set(world.requests.map(({ requestedAt }) => (Date.parse(requestedAt) - START_MS) / 1000)),
  ];
  expect(times).toEqual([0, 10, 20]);
});

test("an account whose buckets cannot be listed is named, and holds back no other", async () => {
  world.buckets = { [HOME]: named(3), [MEMBER]: named(120) };
  await world.deliver(startMessage());
  await world.work();
  expect(finished()).toMatchObject([
    {
      accounts: 3,
      notCovered: [{ account: OTHER, because: `no read role in ${OTHER}` }],
      listed: 123,
      failed: 0,
    },
  ]);
});

const coverages = () => world.events.flatMap((event) => (event.kind === "covered" ? [event.coverage] : []));

test("after the buckets of an account its coverage is checked; where they cannot be listed, it is not known where there are some", async () => {
  world.buckets = { [HOME]: named(3), [MEMBER]: named(120) };
  await world.deliver(startMessage());
  await world.work();
  expect([...world.checked].sort()).toEqual([`${HOME}: us-west-2`, `${MEMBER}: us-west-2`, `${OTHER}: `]);
  expect(coverages()).toHaveLength(3);
  expect(coverages()).toContainEqual({
    version: "1",
    accountId: OTHER,
    checkedAt: expect.any(String) as string,
    sweep: SWEEP,
    complete: false,
    places: [
      {
        region: "global",
        checks: {
          "read-role": {
            result: "wrong",
            because: `the account's buckets cannot be listed: deploy the member stack again (no read role in ${OTHER})`,
          },
        },
      },
      { region: "us-west-2", checks: { watched: { result: "ok" } } },
    ],
  });
  expect(coverages().find(({ accountId }) => accountId === HOME)).toMatchObject({
    complete: true,
    places: [{ region: "global", checks: { "read-role": { result: "ok" } } }, { region: "us-west-2" }],
  });
  expect(world.left).toEqual([]);
});

test("calls that may blind us have the account checked in a minute, once for all that come until then", async () => {
  await world.deliver(tampering(MEMBER), "message-1");
  await world.deliver(tampering(MEMBER), "message-2");
  await world.deliver(tampering(OTHER), "message-3");
  expect(world.checked).toEqual([]);
  await world.work();
  expect(world.now).toBe(START_MS + 60_000);
  expect(world.checked).toEqual([`${MEMBER}: `, `${OTHER}: `]);
  expect(coverages().map(({ complete }) => complete)).toEqual([false, false]);
  // A session that is kept outlives the role.
  expect(world.left).toEqual([MEMBER, OTHER]);
  await world.deliver(tampering(MEMBER), "message-4");
  await world.work();
  expect(world.checked).toHaveLength(3);
});

test("a call without an account is unreadable", async () => {
  await expect(world.deliver(tampering("x"))).rejects.toThrow("account: expected 12 digits");
});

test("the same message twice asks twice and changes nothing in the register", async () => {
  const deliver = world.deliver;
  const twice = async (body: string) => {
    await deliver(body);
    await deliver(body);
  };
  Object.assign(world, { deliver: twice });
  await world.deliver(startMessage());
  await world.work();
  expect(world.requests.length).toBeGreaterThan(123);
  const [sweep, ...others] = finished();
  expect(sweep).toMatchObject({
    listed: 123,
    assessed: 123,
    failed: 0,
    byVerdict: { holds: 111, violates: 12 },
  });
  expect(others).toEqual([]);
});

test("thousands of accounts that cannot be listed fit into the event and the register, and are all counted", async () => {
  await world.deliver(startMessage());
  const [first] = await world.register.accounts(SWEEP);
  if (first === undefined) throw new Error("no account");
  const accounts = Array.from({ length: 5000 }, (_, index) => ({
    ...first,
    account: String(100_000_000_000 + index),
    state: "not covered" as const,
    because: "x".repeat(400),
  }));
  const register = { ...world.ports.register, accounts: () => Promise.resolve(accounts) };
  Object.assign(world.ports, { register });
  await world.work();
  const [sweep] = finished();
  expect(sweep).toMatchObject({ accounts: 5000, moreNotCovered: 4500, listed: 0, failed: 0 });
  expect(sweep?.notCovered).toHaveLength(500);
  expect(JSON.stringify(sweep).length).toBeLessThan(200_000);
  expect(await world.register.sweep(SWEEP)).toMatchObject({ moreNotCovered: 4500, accountsEnded: 5000 });
});

test("a check that comes before the one before it was written is made again, so that the sweep ends", async () => {
  const { putSweep } = world.ports.register;
  let slow = true;
  const slowly: typeof putSweep = async (item, check) => {
    // The message of the next check is delivered while the register has not answered yet.
    if (slow) {
      slow = false;
      const early = world.queue.splice(
        world.queue.findIndex(({ body }) => body.includes('"settle"')),
        1,
      );
      for (const { body, ...message } of early)
        await world
          .deliver(body)
          .catch(() => world.queue.push({ ...message, body, at: world.now + 360_000 }));
    }
    return putSweep(item, check);
  };
  Object.assign(world.ports, { register: { ...world.ports.register, putSweep: slowly } });
  await world.deliver(startMessage(MEMBER));
  await world.work();
  expect(slow).toBe(false);
  expect(finished()).toMatchObject([{ account: MEMBER, listed: 120, assessed: 120 }]);
});

test("a bucket that is never judged is named once sixty checks found nothing new", async () => {
  world.judge = ({ bucket }) => (bucket === "bucket-00002" ? undefined : "unknown");
  await world.deliver(startMessage(HOME));
  await world.work(START_MS + 54 * 60_000);
  expect(finished()).toEqual([]);
  await world.work();
  expect(finished()).toMatchObject([
    {
      account: HOME,
      listed: 3,
      assessed: 2,
      failed: 1,
      byVerdict: { unknown: 2 },
      missing: [{ account: HOME, bucket: "bucket-00002" }],
    },
  ]);
  expect(world.queue).toEqual([]);
  expect(await world.register.accounts(SWEEP)).toMatchObject([
    { account: HOME, state: "done", listed: 3, assessed: 2, byVerdict: { unknown: 2 } },
  ]);
});

test("the end of a sweep that could not be written is told again, and names what is missing again", async () => {
  world.judge = ({ bucket }) => (bucket === "bucket-00002" ? undefined : "unknown");
  let fails = 1;
  const register: SweepRegister = {
    ...world.register,
    putSweep: (sweep, check) =>
      sweep.finishedAt !== undefined && fails-- > 0
        ? Promise.reject(new Error("DynamoDB fails"))
        : world.register.putSweep(sweep, check),
  };
  Object.assign(world.ports, { register });
  await world.deliver(startMessage(HOME));
  await world.work();
  const [first, second, ...others] = finished().map(({ missing }) => missing);
  expect(first).toEqual([{ account: HOME, bucket: "bucket-00002" }]);
  expect(second).toEqual(first);
  expect(others).toEqual([]);
});

test("a sweep ends after six hours, whatever is missing", async () => {
  // One bucket a minute is judged late, so that it is never quiet.
  world.judge = () => undefined;
  await world.deliver(startMessage(MEMBER));
  let place = 0;
  for (let at = START_MS; at < START_MS + 7 * 60 * 60_000; at += 10 * 60_000) {
    await world.work(at);
    const bucket = named(120)[place] ?? "";
    await world.register.noteVerdict({
      sweep: SWEEP,
      account: MEMBER,
      page: 1,
      place,
      bucket,
      verdict: "holds",
    });
    place += 1;
  }
  const [sweep] = finished();
  expect(sweep).toMatchObject({ listed: 120, assessed: 37, failed: 83 });
  expect(Date.parse(sweep?.finishedAt ?? "") - START_MS).toBeGreaterThanOrEqual(6 * 60 * 60_000);
});

test("buckets of the register that are not listed are told, with the time the listing began", async () => {
  const register = {
    ...world.register,
    bucketsOf: () => namesOf(["bucket-00001", "deleted", "deleted-too"]),
  };
  Object.assign(world.ports, { register });
  await world.deliver(startMessage(HOME));
  await world.work();
  expect(world.events).toContainEqual({
    kind: "not listed",
    notListed: {
      version: "1",
      sweep: SWEEP,
      accountId: HOME,
      listedAt: "2026-03-05T02:00:00.000Z",
      buckets: ["deleted", "deleted-too"],
    },
  });
});

// eslint-disable-next-line @typescript-eslint/require-await -- as a query of the register gives them
async function* namesOf(names: readonly string[]): AsyncGenerator<string> {
  yield* names;
}

describe("what starts a sweep", () => {
  const wanted = (account?: string) =>
    JSON.stringify({
      version: "1",
      request: "sweep",
      reason: "schedule",
      ...(account !== undefined && { account }),
    });

  test("waits a minute, and takes others of its scope along", async () => {
    await world.deliver(wanted(), "one");
    await world.deliver(wanted(), "two");
    await world.deliver(wanted(MEMBER), "three");
    expect(world.queue.map(({ at }) => at - START_MS)).toEqual([60_000, 60_000]);
    await world.work();
    expect(finished().map(({ account, listed }) => [account, listed])).toEqual([
      [undefined, 123],
      [MEMBER, 120],
    ]);
  });

  test("may wait again once the one before has begun", async () => {
    await world.deliver(wanted(), "one");
    await world.work(START_MS + 61_000);
    await world.deliver(wanted(), "two");
    await world.work();
    expect(finished()).toHaveLength(2);
  });

  test("again and again makes no account's buckets be asked for faster than the environment says", async () => {
    Object.assign(world.ports, { bucketsPerSecondPerAccount: 1 });
    for (const change of [1, 2, 3]) {
      await world.deliver(wanted(MEMBER), `change-${change}`);
      await world.work(START_MS + change * 61_000);
    }
    await world.work();
    const asked = world.requests.map(({ requestedAt }) => Date.parse(requestedAt)).sort((a, b) => a - b);
    const seconds = ((asked.at(-1) ?? 0) - (asked[0] ?? 0)) / 1000;
    // The first page is asked for at once.
    expect(asked.length).toBeLessThanOrEqual(50 + seconds);
    expect(finished().length).toBeGreaterThan(1);
    const last = finished().at(-1);
    expect(last).toMatchObject({ account: MEMBER, listed: 120, assessed: 120 });
    // It has begun after the last change.
    expect(Date.parse(last?.startedAt ?? "")).toBeGreaterThan(START_MS + 2 * 61_000);
  });

  test("after hours in the failure queue is a sweep like any other", async () => {
    world.now = START_MS + 7 * 60 * 60_000;
    await world.deliver(startMessage(HOME));
    await world.work();
    expect(finished()).toMatchObject([{ notCovered: [], listed: 3, assessed: 3, failed: 0 }]);
  });

  test("delivered twice is one sweep", async () => {
    await world.deliver(wanted(HOME), "one");
    await world.deliver(wanted(HOME), "one");
    await world.work();
    expect(finished()).toHaveLength(1);
  });
});
