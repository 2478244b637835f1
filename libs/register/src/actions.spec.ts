import { useTable } from "@security-auto/testing";
import { ACTION, FINDING } from "../test/items";
import { REVISIONS } from "../test/revisions";
import { type ActionItem, actionId, type Control, openRegister, TABLE } from ".";

const TABLE_NAME = "security-auto";
const table = useTable(TABLE_NAME, TABLE);
const opened = () => openRegister(table.client, { tableName: TABLE_NAME });
const PLACE = { account: "444455556666", bucket: "ledger-archive" };

const withStatus = (
  status: ActionItem["remediation"]["status"],
  more: Partial<ActionItem> = {},
): ActionItem => ({
  ...ACTION,
  ...more,
  remediation: { ...ACTION.remediation, status },
});

describe("an action is written in place of the revision before", () => {
  test.each(REVISIONS)("%s", async (_, before, revision, isWritten) => {
    const register = opened();
    if (before !== undefined) await register.putAction(withStatus("planned"));
    const next = withStatus("failed", { revision });
    expect(await register.putAction(next)).toBe(isWritten);
    const standing = before === undefined ? undefined : withStatus("planned");
    expect(await register.action(ACTION.remediation.id)).toEqual(isWritten ? next : standing);
  });

  test("of two at once, one is written", async () => {
    const register = opened();
    const written = await Promise.all([register.putAction(ACTION), register.putAction(ACTION)]);
    expect([...written].sort()).toEqual([false, true]);
  });
});

test.each([FINDING.finding.id, "444455556666::x", "nonsense"])("no action has the id %s", async (id) => {
  const register = opened();
  await register.putAction(ACTION);
  await register.putFinding(FINDING);
  expect(await register.action(id)).toBeUndefined();
});

describe("the id of an action", () => {
  test.each<[string, readonly ActionItem[], number]>([
    ["the first", [], 1],
    ["one that is planned is the same action", [withStatus("planned")], 1],
    ["one that is finished is another", [withStatus("undone")], 2],
    ["another plan's do not count", [withStatus("applied", { digest: "0".repeat(64) })], 1],
  ])("%s", (_, actions, number) => {
    expect(actionId(PLACE, ACTION.digest, actions)).toBe(
      `444455556666:ledger-archive:9f2c4a1be07d3586-${number}`,
    );
  });
});

test("nobody said whether remediation may write, then somebody says", async () => {
  const register = opened();
  expect(await register.control("enforcement")).toBeUndefined();
  const off: Control = {
    item: "control",
    version: "1",
    control: "enforcement",
    value: "off",
    at: "2026-03-05T08:00:00.000Z",
    by: "arn:aws:iam::111122223333:user/noor",
  };
  await register.putControl({ ...off, value: "on" });
  await register.putControl(off);
  expect(await register.control("enforcement")).toEqual(off);
});

describe("a counter rises to its cap and no further", () => {
  const counter = "remediation:444455556666";
  const now = Date.parse("2026-03-04T09:59:59.999Z");
  const countTimes = async (times: number, most: number, at = now) => {
    const register = opened();
    const counted: boolean[] = [];
    for (let time = 0; time < times; time++) counted.push(await register.count({ counter, now: at, most }));
    return counted;
  };

  test.each<[string, number, readonly boolean[]]>([
    ["two an hour", 2, [true, true, false]],
    ["none", 0, [false, false, false]],
  ])("%s", async (_, most, counted) => {
    expect(await countTimes(3, most)).toEqual(counted);
  });

  test("the next hour begins at none, and what is counted is an item", async () => {
    expect(await countTimes(2, 1)).toEqual([true, false]);
    expect(await countTimes(1, 1, now + 1)).toEqual([true]);
    const items = [];
    for await (const item of opened().items()) items.push(item);
    expect(items).toContainEqual({
      item: "counter",
      version: "1",
      counter,
      hour: "2026-03-04T09",
      count: 1,
      expiresAt: Math.floor(now / 1000) + 90_000,
    });
  });

  test("of many at once as many are counted as the cap says", async () => {
    const register = opened();
    const counted = await Promise.all(
      Array.from({ length: 8 }, () => register.count({ counter, now, most: 3 })),
    );
    expect(counted.filter(Boolean)).toHaveLength(3);
  });
});
