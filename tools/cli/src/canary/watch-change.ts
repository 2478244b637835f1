import { setTimeout as pause } from "node:timers/promises";
import { paginateFilterLogEvents } from "@aws-sdk/client-cloudwatch-logs";
import { openRegister } from "@security-auto/register";
import type { CanaryBucket } from "./canary-bucket";
import type { CanaryPlace } from "./canary-place";
import type { CanaryClients } from "./clients";
import { type Leg, type LogLine, type Seen, seenIn } from "./legs";

export interface Watch {
  readonly bucket: CanaryBucket;
  readonly place: CanaryPlace;
  readonly clients: CanaryClients;
  /** When the change was made, in ms since 1970. */
  readonly calledAt: number;
  readonly legs: readonly Leg[];
  /** When to give up, in ms since 1970. */
  readonly until: number;
  /** Ends the watch. */
  readonly signal: AbortSignal;
  readonly seen: (seen: Seen) => void;
}

const EVERY_MS = 1000;
/** This machine's clock may be ahead of CloudWatch's. */
const CLOCKS_APART_MS = 60_000;

/** Looks every second until each leg has come to its end, or it is time to give up. */
export async function watchChange(watch: Watch): Promise<Seen> {
  const { legs, until, signal } = watch;
  let seen: Seen = {};
  for (;;) {
    seen = { ...(await looked(watch)), ...seen };
    watch.seen(seen);
    if (legs.every((leg) => seen[leg] !== undefined) || Date.now() >= until || signal.aborted) return seen;
    await pause(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function looked({ bucket, place, clients, calledAt }: Watch): Promise<Seen> {
  const lines: LogLine[] = [];
  // Where much is logged, a page says what was found in a part of it, which may be nothing.
  for await (const { events = [] } of paginateFilterLogEvents(
    { client: clients.logs },
    {
      logGroupName: place.logGroup,
      filterPattern: `"${bucket.name}"`,
      startTime: calledAt - CLOCKS_APART_MS,
    },
  ))
    lines.push(...events);
  return seenIn(lines, await stateOf(bucket, place, clients), Date.now());
}

async function stateOf({ account, name }: CanaryBucket, { register }: CanaryPlace, clients: CanaryClients) {
  if (register === undefined) return undefined;
  const { besideActions } = openRegister(clients.dynamoDb, { tableName: register.tableName });
  return (await besideActions(account, name)).state;
}
