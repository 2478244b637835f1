import type { Finding } from "@security-auto/assessment";
import type { Item } from "./items/item";

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

/** Partitions as a role's policy names them. */
export const PARTITIONS = { buckets: "BUCKET#*", accounts: "ACCOUNT#*" } as const;

/** All that is known of one bucket stands in one partition. */
export const bucketPartition = (account: string, bucket: string): string => `BUCKET#${account}#${bucket}`;

/** What is known of an account beside its buckets. */
export const accountPartition = (account: string): string => `ACCOUNT#${account}`;

export const SORT_KEYS = {
  state: "STATE",
  finding: "FINDING#",
  action: "ACTION#",
  suppression: "SUPPRESSION#",
  coverage: "COVERAGE#",
} as const;

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

/** Of which account and bucket a finding is, by its id; `undefined` where the text is no id of a finding. */
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

/** Where an item stands. */
export function keyOf(item: Item): Key & Partial<OpenKey> {
  switch (item.item) {
    case "bucket-state":
      return { pk: bucketPartition(item.account, item.bucket), sk: SORT_KEYS.state };
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
        pk: bucketPartition(item.account, item.bucket),
        sk: `${SORT_KEYS.suppression}${item.finding}`,
      };
    case "coverage":
      return { pk: accountPartition(item.account), sk: `${SORT_KEYS.coverage}${item.region}` };
    case "sweep":
      return { pk: "SWEEP", sk: `${item.startedAt}#${item.sweep}` };
    case "control":
      return { pk: "CONTROL", sk: item.control };
    case "counter":
      return { pk: `COUNTER#${item.counter}`, sk: item.hour };
  }
}
