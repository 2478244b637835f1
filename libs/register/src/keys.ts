import type { Finding } from "@security-auto/assessment";
import type { ActionItem } from "./items/action-item";
import type { Control } from "./items/control";
import type { Counter } from "./items/counter";
import type { Item } from "./items/item";
import type { SweepAccount } from "./items/sweep-account";
import type { SweepPage } from "./items/sweep-page";
import type { SweepWaiting } from "./items/sweep-waiting";

/** The primary key of an item. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** The attributes of the index of open findings; an item without them is not in it. */
export interface OpenKey {
  readonly openPk: typeof OPEN;
  readonly openSk: string;
}

export const OPEN = "OPEN";

/** Name of the index of open findings, oldest first. */
export const OPEN_FINDINGS_INDEX = "open-findings";

/** The attributes of the index of buckets by account; an item without them is not in it. */
export interface BucketKey {
  /** The account. */
  readonly bucketsPk: string;
  /** The bucket. */
  readonly bucketsSk: string;
}

/** Name of the index of the buckets of an account, keys alone. What was written before there was the index is in it once it is written again. */
export const BUCKETS_INDEX = "buckets-by-account";

/** Partitions as a role's policy names them. */
export const PARTITIONS = {
  buckets: "BUCKET#*",
  accounts: "ACCOUNT#*",
  controls: "CONTROL",
  counters: "COUNTER#*",
  sweeps: "SWEEP",
  /** Accounts and pages of sweeps, and those that wait. */
  partsOfSweeps: "SWEEP#*",
} as const;

/** All that is known of one bucket stands in one partition. */
export const bucketPartition = (account: string, bucket: string): string => `BUCKET#${account}#${bucket}`;

export const keyOfState = (account: string, bucket: string): Key => ({
  pk: bucketPartition(account, bucket),
  sk: SORT_KEYS.state,
});

/** What is known of an account beside its buckets. */
export const accountPartition = (account: string): string => `ACCOUNT#${account}`;

export const SORT_KEYS = {
  state: "STATE",
  finding: "FINDING#",
  action: "ACTION#",
  suppression: "SUPPRESSION#",
  coverage: "COVERAGE#",
} as const;

/** Behind the sort keys of all actions, and before those of all else: `$` follows `#`. */
export const BEHIND_ACTIONS = "ACTION$";

/**
 * A finding's id, from which its key follows. A bucket's name has no colon and an invariant's may have one, so the three parts are read
 * from the left.
 *
 * @param changeId - of the one change that the finding is about, where it is about one
 */
export function findingId(
  { account, bucket, kind, invariant }: Pick<Finding, "account" | "bucket" | "kind" | "invariant">,
  changeId?: string,
): string {
  const what = kind === "invariant" ? [] : [`@${kind}`];
  const parts = [
    ...what,
    ...(changeId === undefined ? [] : [changeId]),
    ...(invariant === null ? [] : [invariant]),
  ];
  return `${account}:${bucket ?? ""}:${parts.join(":")}`;
}

/**
 * The id of the action that a plan leads to. Whoever makes the same plan at the same time gets the same id, and one of them writes it;
 * after an action that is finished, the same plan is another action.
 *
 * @param digest - of the plan and of what it was made from
 * @param actions - of the bucket, as the register has them
 */
export function actionId(
  { account, bucket }: { readonly account: string; readonly bucket: string },
  digest: string,
  actions: readonly ActionItem[],
): string {
  const finished = actions.filter(
    (action) => action.digest === digest && action.remediation.status !== "planned",
  );
  return `${account}:${bucket}:${digest.slice(0, 16)}-${finished.length + 1}`;
}

/** The key of an action by its id; `undefined` where the text is no id of an action. */
export function keyOfAction(id: string): Key | undefined {
  const place = placeOfFinding(id);
  if (place === undefined || place.bucket === null) return undefined;
  return { pk: bucketPartition(place.account, place.bucket), sk: `${SORT_KEYS.action}${id}` };
}

/** Of which account and bucket a finding or an action is, by its id; `undefined` where the text is no such id. */
export function placeOfFinding(
  id: string,
): { readonly account: string; readonly bucket: string | null } | undefined {
  const [, account, bucket] = /^(\d{12}):([^:]*):./s.exec(id) ?? [];
  if (account === undefined || bucket === undefined) return undefined;
  return { account, bucket: bucket === "" ? null : bucket };
}

/** The partition of a bucket, or with `null` that of an account. */
export const partitionKeyOf = (account: string, bucket: string | null): string =>
  bucket === null ? accountPartition(account) : bucketPartition(account, bucket);

/** The key of a finding by its id; `undefined` where the text is no id of a finding. */
export function keyOfFinding(id: string): Key | undefined {
  const place = placeOfFinding(id);
  return place && { pk: partitionKeyOf(place.account, place.bucket), sk: `${SORT_KEYS.finding}${id}` };
}

export const keyOfControl = (control: Control["control"]): Key => ({ pk: "CONTROL", sk: control });

export const keyOfCounter = ({ counter, hour }: Pick<Counter, "counter" | "hour">): Key => ({
  pk: `COUNTER#${counter}`,
  sk: hour,
});

export const keyOfSweep = (sweep: string): Key => ({ pk: "SWEEP", sk: sweep });

export const sweepPartition = (sweep: string): string => `SWEEP#${sweep}`;

export const sweepPagesPartition = (sweep: string, account: string): string => `SWEEP#${sweep}#${account}`;

export const keyOfSweepAccount = ({ sweep, account }: Pick<SweepAccount, "sweep" | "account">): Key => ({
  pk: sweepPartition(sweep),
  sk: account,
});

/** Pages stand in order: an account has fewer than a hundred thousand. */
export const keyOfSweepPage = ({
  sweep,
  account,
  page,
}: Pick<SweepPage, "sweep" | "account" | "page">): Key => ({
  pk: sweepPagesPartition(sweep, account),
  sk: String(page).padStart(5, "0"),
});

export const keyOfSweepWaiting = ({ scope }: Pick<SweepWaiting, "scope">): Key => ({
  pk: "SWEEP#WAITING",
  sk: scope,
});

/** Where an item stands. */
export function keyOf(item: Item): Key & Partial<OpenKey & BucketKey> {
  switch (item.item) {
    case "bucket-state":
      return {
        pk: bucketPartition(item.account, item.bucket),
        sk: SORT_KEYS.state,
        // Of a bucket that was deleted the state is kept for a while.
        ...(item.expiresAt === undefined && { bucketsPk: item.account, bucketsSk: item.bucket }),
      };
    case "finding": {
      const { id, account, bucket, openedAt, transition } = item.finding;
      return {
        pk: partitionKeyOf(account, bucket),
        sk: `${SORT_KEYS.finding}${id}`,
        ...(transition !== "closed" && { openPk: OPEN, openSk: `${openedAt}#${id}` }),
      };
    }
    case "action": {
      const { account, bucket, id } = item.remediation;
      return { pk: bucketPartition(account, bucket), sk: `${SORT_KEYS.action}${id}` };
    }
    case "suppression":
      return {
        pk: partitionKeyOf(item.account, item.bucket),
        sk: `${SORT_KEYS.suppression}${item.finding}`,
      };
    case "coverage":
      return { pk: accountPartition(item.account), sk: `${SORT_KEYS.coverage}${item.region}` };
    case "sweep":
      return keyOfSweep(item.sweep);
    case "sweep-account":
      return keyOfSweepAccount(item);
    case "sweep-page":
      return keyOfSweepPage(item);
    case "sweep-waiting":
      return keyOfSweepWaiting(item);
    case "control":
      return keyOfControl(item.control);
    case "counter":
      return keyOfCounter(item);
  }
}
