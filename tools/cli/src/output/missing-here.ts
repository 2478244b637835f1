import { assessmentIn } from "@security-auto/assessment";
import type { Trace } from "@security-auto/local-cloud";

/** What to do about it. */
export const BRING_IT =
  "the local cloud has no such role or bucket: --scenario FILE says which accounts and buckets there are";

/** Whether an event asked for a role or bucket that is not in the local cloud. */
export function asksForMissing({ denied, invocations }: Trace): boolean {
  const isRole = denied.some(({ because }) => because.startsWith("there is no role "));
  const isBucket = invocations.some(({ response }) => {
    const found = assessmentIn(response);
    return found?.gone === true && !(found.cause === "change" && found.call === "DeleteBucket");
  });
  return isRole || isBucket;
}
