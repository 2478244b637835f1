import type { Sweep } from "@security-auto/assessment";
import { type Invocation, putMetrics } from "@security-auto/handler";

/** Publishes that a sweep of the organization has ended. That of one account ends no silence: the others were not looked at. */
export function measureSweep(
  { account, failed }: Pick<Sweep, "account" | "failed">,
  { functionName }: Pick<Invocation["context"], "functionName">,
): void {
  if (account !== undefined) return;
  putMetrics(
    { SweepsFinished: { value: 1, unit: "Count" }, SweptBucketsFailed: { value: failed, unit: "Count" } },
    { FunctionName: functionName },
  );
}
