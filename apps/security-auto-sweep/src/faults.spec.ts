import { named, type Service, START_MS, startMessage, SWEEP, tampering, useWorld } from "../test/world";

const HOME = "111122223333";
const MEMBER = "444455556666";

// Each row is a sweep of its own, against a real table.
jest.setTimeout(60_000);

const world = useWorld();

beforeEach(() => {
  world.accounts = { active: [HOME, MEMBER], suspended: [] };
  world.buckets = { [HOME]: named(2), [MEMBER]: named(51) };
});

/** The message is in the queue, as the schedule and the function's own sending leave it. */
async function sweep(body = startMessage()): Promise<void> {
  world.queue.push({ at: START_MS, body, receives: 0 });
  await world.work();
}

const finished = () => world.events.flatMap((event) => (event.kind === "finished" ? [event.sweep] : []));
const deadKinds = () => world.dead.map((body) => (JSON.parse(body) as { readonly message?: string }).message);

/** Which message, and which service it calls. */
const CALLS: readonly (readonly [message: string, service: Service])[] = [
  ["wanted", "DynamoDB"],
  ["wanted", "SQS"],
  ["start", "DynamoDB"],
  ["start", "SQS"],
  ["start", "Organizations"],
  ["account", "DynamoDB"],
  ["account", "SQS"],
  ["account", "EventBridge"],
  ["account", "STS or S3"],
  ["page", "DynamoDB"],
  ["page", "SQS"],
  ["page", "EventBridge"],
  ["page", "STS or S3"],
  ["settle", "DynamoDB"],
  ["settle", "SQS"],
  ["settle", "EventBridge"],
  ["coverage", "STS or S3"],
  ["coverage", "EventBridge"],
];

/** A call of one kind fails, the `nth` of them, or each. */
function failing(
  message: string,
  service: Service,
  isHit: (count: number) => boolean,
): { readonly hits: () => number } {
  let count = 0;
  let hits = 0;
  world.strike = (struck, during) => {
    if (struck !== service || during !== message) return;
    count += 1;
    if (!isHit(count)) return;
    hits += 1;
    throw new Error(`${service} fails`);
  };
  return { hits: () => hits };
}

const WANTED = JSON.stringify({ version: "1", request: "sweep", reason: "schedule" });
const ADDS_UP = { accounts: 2, notCovered: [], listed: 53, assessed: 53, failed: 0, missing: [] };

describe("a call that fails once is made again: nothing is lost, and nothing counts twice", () => {
  test.each(CALLS.flatMap(([message, service]) => [1, 2, 3].map((nth) => [message, service, nth] as const)))(
    "%s: %s, call %i",
    async (message, service, nth) => {
      const { hits } = failing(message, service, (count) => count === nth);
      await sweep(WANTED);
      // Some messages make fewer calls.
      if (nth === 1) expect(hits()).toBe(1);
      expect(world.dead).toEqual([]);
      const [first, ...others] = finished();
      expect(first).toMatchObject(ADDS_UP);
      // Told twice is better than never.
      for (const other of others) expect(other).toMatchObject(ADDS_UP);
      expect((await world.register.accounts(first?.sweep ?? "")).map(({ state }) => state)).toEqual([
        "done",
        "done",
      ]);
    },
  );
});

test.each<[string, Service]>([
  ["the queue", "SQS"],
  ["the register", "DynamoDB"],
])(
  "an account that cannot be listed has its coverage checked, though a call of %s fails once",
  async (_, service) => {
    world.buckets = { [HOME]: named(2) };
    for (const nth of [1, 2, 3, 4]) {
      world.checked.length = 0;
      world.accounts = { active: [MEMBER], suspended: [] };
      failing("account", service, (count) => count === nth);
      await sweep(startMessage().replaceAll(SWEEP, `${SWEEP}-${service}-${nth}`));
      expect(world.checked).toContain(`${MEMBER}: `);
    }
  },
);

describe("a service that does not come back: the message lies in the failure queue, and the sweep says what is missing", () => {
  test.each<[string, Service, object]>([
    ["account", "STS or S3", { accounts: 2, listed: 0, assessed: 0, failed: 0 }],
    ["account", "EventBridge", { accounts: 2, listed: 52, assessed: 0, failed: 52 }],
    ["page", "STS or S3", { accounts: 2, listed: 52, assessed: 52, failed: 0 }],
    ["page", "EventBridge", { accounts: 2, listed: 53, assessed: 52, failed: 1 }],
  ])("%s: %s", async (message, service, counts) => {
    failing(message, service, () => true);
    await sweep();
    expect(new Set(deadKinds())).toEqual(new Set([message]));
    const [ended] = finished();
    expect(ended).toMatchObject(counts);
    expect(ended?.missing).toHaveLength(ended?.failed ?? -1);
    const uncovered = ended?.notCovered.map(({ account }) => account) ?? [];
    const expected = message === "account" ? [HOME, MEMBER] : [MEMBER];
    // What was listed and not asked for is missing, by name; what was not listed is not covered.
    expect([...uncovered, ...(ended?.missing.map(({ account }) => account) ?? [])]).toEqual(
      expect.arrayContaining(expected),
    );
  });

  test.each<[string, Service]>([
    ["wanted", "SQS"],
    ["start", "Organizations"],
    ["start", "SQS"],
  ])("%s: %s: no sweep looks as if it had covered anything", async (message, service) => {
    failing(message, service, () => true);
    await sweep(message === "wanted" ? WANTED : startMessage());
    expect(world.dead).toHaveLength(1);
    expect(finished()).toEqual([]);
    expect((await world.register.sweep(SWEEP))?.finishedAt).toBeUndefined();
  });

  test("coverage: what is known of the account's coverage stays, and the sweep ends", async () => {
    failing("coverage", "STS or S3", () => true);
    await sweep();
    expect(deadKinds()).toEqual(["coverage", "coverage"]);
    expect(finished()).toMatchObject([ADDS_UP]);
  });
});

describe("the check of an account after a call that may blind us", () => {
  const LOST_AFTER_MS = 16 * 60_000;
  const covered = () =>
    world.events.flatMap((event) => (event.kind === "covered" ? [event.coverage.accountId] : []));
  const isCheckedAfter = async (messageId: string) => {
    world.strike = () => undefined;
    // A check that waits counts as lost by then.
    world.now += LOST_AFTER_MS;
    const before = covered().length;
    await world.deliver(tampering(MEMBER), messageId);
    await world.work();
    expect(covered().slice(before)).toEqual([MEMBER]);
  };

  test.each(
    (
      [
        ["wanted", "DynamoDB", [1]],
        ["wanted", "SQS", [1]],
        ["coverage", "DynamoDB", [1]],
        // The session that is given up, the check, and the list of buckets.
        ["coverage", "STS or S3", [1, 2, 3]],
        ["coverage", "EventBridge", [1]],
      ] as const
    ).flatMap(([message, service, calls]) => calls.map((nth) => [message, service, nth] as const)),
  )(
    "%s: %s, call %i fails once: the account is checked, and again after the next call",
    async (message, service, nth) => {
      const { hits } = failing(message, service, (count) => count === nth);
      await sweep(tampering(MEMBER));
      expect(hits()).toBe(1);
      expect(world.dead).toEqual([]);
      expect(covered()).toEqual([MEMBER]);
      await isCheckedAfter("message-2");
    },
  );

  test.each<[string, Service]>([
    ["wanted", "DynamoDB"],
    ["wanted", "SQS"],
    ["coverage", "DynamoDB"],
    ["coverage", "STS or S3"],
    ["coverage", "EventBridge"],
  ])(
    "%s: %s does not come back: nothing is said of the account, and a call a quarter of an hour later has it checked",
    async (message, service) => {
      failing(message, service, () => true);
      await sweep(tampering(MEMBER));
      expect(world.dead).toHaveLength(1);
      expect(covered()).toEqual([]);
      await isCheckedAfter("message-2");
    },
  );
});
