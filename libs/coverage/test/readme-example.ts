import { checksMade } from "@security-auto/assessment";
import { checkAccount, type CheckOptions } from "../src";

/** The regions of an account where something is wrong. */
export async function wrongIn(accountId: string, options: CheckOptions): Promise<readonly string[]> {
  const places = await checkAccount(accountId, options);
  return places
    .filter(({ checks }) => checksMade(checks).some(([, { result }]) => result === "wrong"))
    .map(({ region }) => region);
}
