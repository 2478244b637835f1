import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { ACTION, FINDING, ITEMS, STATE, SUPPRESSION } from "../test/items";
import { REVISIONS } from "../test/revisions";
import { useTable } from "@security-auto/testing";
import { type FindingItem, type Item, openRegister, type Suppression, TABLE } from ".";
import { keyOf } from "./keys";

const TABLE_NAME = "security-auto";
const table = useTable(TABLE_NAME, TABLE);
const opened = () => openRegister(table.client, { tableName: TABLE_NAME });
const { account, bucket } = STATE;

async function put(...items: readonly Item[]): Promise<void> {
  for (const item of items)
    await table.client.send(new PutCommand({ TableName: TABLE_NAME, Item: { ...item, ...keyOf(item) } }));
}

async function all<T>(from: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const each of from) found.push(each);
  return found;
}

const named = (name: string, more: Partial<FindingItem["finding"]> = {}): FindingItem => ({
  ...FINDING,
  finding: { ...FINDING.finding, id: `${account}:${bucket}:${name}`, invariant: name, ...more },
});

test("every kind of item is read as it was written", async () => {
  await put(...ITEMS);
  const read = await all(opened().items());
  const byKind = (one: Item, other: Item) => one.item.localeCompare(other.item);
  expect([...read].sort(byKind)).toEqual([...ITEMS].sort(byKind));
});

test("a bucket's partition has all that is known of the bucket, and of no other", async () => {
  await put(STATE, FINDING, ACTION, SUPPRESSION);
  await put({ ...STATE, bucket: "ledger" }, { ...STATE, account: "777788889999" });
  const { bucket: ofAction } = ACTION.remediation;
  expect(ofAction).toBe(bucket);
  expect(await opened().partition(account, bucket)).toEqual({
    state: STATE,
    findings: [FINDING],
    actions: [ACTION],
    suppressions: [SUPPRESSION],
  });
  expect(await opened().besideActions(account, bucket)).toEqual({
    state: STATE,
    findings: [FINDING],
    suppressions: [SUPPRESSION],
  });
});

test("what is known beside actions is read without them: nobody can make so many that findings are not read", async () => {
  await put(STATE, FINDING);
  const unreadable = { ...keyOf(ACTION), item: "action", version: "0" };
  await table.client.send(new PutCommand({ TableName: TABLE_NAME, Item: unreadable }));
  expect(await opened().besideActions(account, bucket)).toMatchObject({ findings: [FINDING] });
});

test("a partition of several pages is read whole, and so is the table", async () => {
  const long = "x".repeat(200_000);
  const findings = Array.from({ length: 8 }, (_, index) => named(`rule-${index}`, { because: long }));
  await put(...findings);
  expect((await opened().partition(account, bucket)).findings).toEqual(findings);
  expect(await all(opened().items())).toEqual(findings);
});

describe("a state is replaced only by a later one", () => {
  test.each<[string, string, boolean]>([
    ["a later one", "2026-03-04T09:14:05.121Z", true],
    ["the same again", "2026-03-04T09:14:05.120Z", false],
    ["an earlier one", "2026-03-04T09:14:05.119Z", false],
  ])("%s", async (_, observedAt, isWritten) => {
    expect(await opened().putState(STATE, undefined)).toBe(true);
    const next = { ...STATE, observedAt, unread: 7 };
    expect(await opened().putState(next, STATE)).toBe(isWritten);
    expect((await opened().partition(account, bucket)).state).toEqual(isWritten ? next : STATE);
  });
});

test("times compare as times, in whichever form they are written", async () => {
  const whole = { ...STATE, observedAt: "2026-03-04T09:14:05Z" };
  expect(await opened().putState(whole, undefined)).toBe(true);
  const { state } = await opened().partition(account, bucket);
  const same = { ...STATE, observedAt: "2026-03-04T09:14:05.0Z" };
  expect(await opened().putState(same, state)).toBe(false);
  expect(await opened().putState(STATE, state)).toBe(true);
});

test("a state that another wrote in the meantime is not replaced unseen", async () => {
  const later = { ...STATE, observedAt: "2026-03-04T09:15:00.000Z" };
  expect(await opened().putState(STATE, undefined)).toBe(true);
  expect(await opened().putState(later, undefined)).toBe(false);
  expect(await opened().putState(later, STATE)).toBe(true);
});

describe("a finding is written in place of the revision before", () => {
  test.each(REVISIONS)("%s", async (_, before, revision, isWritten) => {
    if (before !== undefined) await put({ ...FINDING, revision: before });
    expect(await opened().putFinding({ ...FINDING, revision })).toBe(isWritten);
  });
});

test("a finding is found by its id", async () => {
  await put(FINDING, named("a:b"), {
    ...FINDING,
    finding: {
      ...FINDING.finding,
      id: `${account}::@coverage`,
      bucket: null,
      kind: "coverage",
      invariant: null,
    },
  });
  const register = opened();
  expect(await register.finding(FINDING.finding.id)).toEqual(FINDING);
  expect(await register.finding(`${account}:${bucket}:a:b`)).toEqual(named("a:b"));
  expect((await register.finding(`${account}::@coverage`))?.finding.kind).toBe("coverage");
  expect(await register.finding(`${account}:${bucket}:none`)).toBeUndefined();
  expect(await register.finding("nonsense")).toBeUndefined();
});

test("open findings come oldest first, closed ones not at all", async () => {
  const newer = named("newer", { openedAt: "2026-03-05T00:00:00.000Z" });
  const older = named("older", { openedAt: "2026-03-03T00:00:00.000Z" });
  const closed = named("closed", { transition: "closed", closedAt: "2026-03-05T00:00:00.000Z" });
  await put(newer, closed, older);
  expect(await all(opened().openFindings())).toEqual([older, newer]);
  expect(await opened().countOpenFindings()).toBe(2);
});

test("open findings are counted page by page", async () => {
  const because = "x".repeat(300_000);
  await put(...["a", "b", "c", "d", "e"].map((invariant) => named(invariant, { because })));
  expect(await opened().countOpenFindings()).toBe(5);
});

test("a finding that closes leaves the index", async () => {
  const register = opened();
  await register.putFinding(FINDING);
  await register.putFinding({
    ...FINDING,
    finding: { ...FINDING.finding, transition: "closed", closedAt: "2026-03-05T00:00:00.000Z" },
    revision: 2,
  });
  expect(await all(register.openFindings())).toEqual([]);
});

test("a suppression is written in place of the revision before", async () => {
  const register = opened();
  expect(await register.putSuppression(SUPPRESSION)).toBe(true);
  expect(await register.putSuppression({ ...SUPPRESSION, kind: "suppressed" })).toBe(false);
  const next: Suppression = { ...SUPPRESSION, kind: "suppressed", revision: 2 };
  expect(await register.putSuppression(next)).toBe(true);
  expect((await register.partition(account, bucket)).suppressions).toEqual([next]);
});

test.each<[string, Record<string, string>, string]>([
  [
    "of a later version",
    { item: "finding", version: "2" },
    "the item BUCKET#444455556666#ledger-archive / FINDING#x of the register (finding, version 2) is not one that this version reads: version",
  ],
  ["of no kind", { item: "ghost", version: "1" }, "(ghost, version 1)"],
])("an item %s is an error that names it", async (_, fields, message) => {
  const Item = { pk: `BUCKET#${account}#${bucket}`, sk: "FINDING#x", ...fields };
  await table.client.send(
    new PutItemCommand({
      TableName: TABLE_NAME,
      Item: Object.fromEntries(Object.entries(Item).map(([name, S]) => [name, { S }])),
    }),
  );
  await expect(opened().partition(account, bucket)).rejects.toThrow(message);
});
