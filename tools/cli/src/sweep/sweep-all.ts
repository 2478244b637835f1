import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { LocalCloud } from "@security-auto/local-cloud";
import { type CoverageItem, openRegister, openSweeps, type SweepItem } from "@security-auto/register";
import type { FunctionPlace } from "../register/function-place";
import { sweepSchedule } from "./sweep-schedule";

/** What a sweep of a running stack has come to. */
export interface Swept {
  readonly sweep: SweepItem;
  /** By account and region. */
  readonly coverage: readonly CoverageItem[];
}

/**
 * Fires the schedule of a stack that runs on this machine, and reads from its register what came of it; `undefined` where it has no
 * schedule, or no sweep has ended.
 *
 * @param place - of the function that sweeps
 */
export async function sweepAll(
  cloud: LocalCloud,
  { accountId, region, tableName }: Pick<FunctionPlace, "accountId" | "region" | "tableName">,
): Promise<Swept | undefined> {
  const schedule = sweepSchedule(cloud);
  if (schedule === undefined) return undefined;
  await cloud.fireSchedule(schedule);
  await cloud.settled();
  const client = new DynamoDBClient({
    region,
    endpoint: cloud.endpoints.dynamodb,
    credentials: cloud.credentials({ accountId, userName: "operator" }),
  });
  try {
    const sweeps = openSweeps(client, { tableName });
    const register = openRegister(client, { tableName });
    for await (const sweep of sweeps.sweeps()) {
      if (sweep.finishedAt === undefined) continue;
      const accounts = await sweeps.accounts(sweep.sweep);
      const known = await Promise.all(accounts.map(({ account }) => register.account(account)));
      return { sweep, coverage: known.flatMap(({ coverage }) => coverage) };
    }
    return undefined;
  } finally {
    client.destroy();
  }
}
