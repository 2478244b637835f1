import type { Coverage } from "@security-auto/assessment";
import type { AccountPartition, CoverageItem, FindingItem, Register } from "@security-auto/register";
import { coverageTransitionsOf } from "./coverage-transitions";
import { MOST_ROUNDS } from "./record";
import type { Rules } from "./rules";

/** How long a region is kept that is of no more interest, in seconds: an event that comes late must not bring it back. */
const FORGOTTEN_KEPT_SECONDS = 90 * 24 * 3600;

/** What is to be written of a region, after what the register has; `undefined`: nothing. */
export type Next = (before: CoverageItem | undefined) => CoverageItem | undefined;

/**
 * Writes to the register what was checked of an account, with the findings that it opens, changes or closes, and resolves to the findings of
 * the account as they stand then. What was checked earlier than what the register has of a region changes nothing there.
 *
 * @throws what the register throws; it can be recorded again
 */
export async function recordCoverage(
  coverage: Coverage,
  register: Register,
  rules: Rules,
): Promise<readonly FindingItem[]> {
  const { accountId: account, complete } = coverage;
  const known = await register.account(account);
  const places = placesOf(coverage);
  const forgotten = known.coverage.filter(
    ({ region, checks }) => complete && !places.has(region) && Object.keys(checks).length > 0,
  );
  const next = new Map<string, Next>([
    ...[...places].map(([region, item]) => [region, (before) => withRole(item, before)] as [string, Next]),
    ...forgotten.map(({ region }) => [region, () => forgottenAt(coverage, region)] as [string, Next]),
  ]);
  await writePlaces(account, next, register, known);
  return (await followCoverage(account, register, rules)).findings;
}

function placesOf({ accountId: account, checkedAt, places }: Coverage): ReadonlyMap<string, CoverageItem> {
  return new Map(
    places.map(({ region, checks }) => [
      region,
      { item: "coverage", version: "1", account, region, checkedAt, checks },
    ]),
  );
}

const ROLE = "forwarding-role";

/** Roles are not read: that a call changed one stands until somebody has looked at it, and accepts the finding. */
function withRole(item: CoverageItem, before: CoverageItem | undefined): CoverageItem {
  const stood = before?.checks[ROLE];
  if (item.checks[ROLE] !== undefined || stood === undefined || stood.result === "ok") return item;
  const because =
    "roles are not read: look at the role, deploy the member stack again, and accept this finding";
  return { ...item, checks: { ...item.checks, [ROLE]: { result: "unknown", because } } };
}

const forgottenAt = ({ accountId, checkedAt }: Coverage, region: string): CoverageItem => ({
  item: "coverage",
  version: "1",
  account: accountId,
  region,
  checkedAt,
  checks: {},
  expiresAt: Math.ceil(Date.parse(checkedAt) / 1000) + FORGOTTEN_KEPT_SECONDS,
});

/** Writes regions of an account, each after what the register has of it, unless that is as late. */
export async function writePlaces(
  account: string,
  places: ReadonlyMap<string, Next>,
  register: Register,
  known: AccountPartition,
): Promise<void> {
  const find = ({ coverage }: AccountPartition, region: string) =>
    coverage.find((place) => place.region === region);
  const write = async ([region, next]: readonly [string, Next]): Promise<void> => {
    let before = find(known, region);
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const item = next(before);
      if (item === undefined) return;
      if (before !== undefined && Date.parse(before.checkedAt) >= Date.parse(item.checkedAt)) return;
      if (await register.putCoverage(item, before)) return;
      before = find(await register.account(account), region);
    }
    throw lostEveryRound(`the coverage of ${region}`, account);
  };
  await Promise.all([...places].map(write));
}

/**
 * Writes the findings of an account as its coverage and what is accepted or suppressed has them, and resolves to what the register has then.
 * Whoever writes one reads afterwards what others wrote in the meantime, and follows that too.
 *
 * @throws what the register throws
 */
export async function followCoverage(
  account: string,
  register: Register,
  rules: Rules,
): Promise<AccountPartition> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const known = await register.account(account);
    const changed = coverageTransitionsOf(known, rules);
    if (changed.length === 0) return known;
    await Promise.all(changed.map((item) => register.putFinding(item)));
  }
  throw lostEveryRound("findings of coverage", account);
}

const lostEveryRound = (what: string, account: string): Error =>
  new Error(`others wrote ${what} of account ${account} ${String(MOST_ROUNDS)} times in a row: try it again`);
