import type { Assessment } from "@security-auto/assessment";
import { type Invocation, putMetrics } from "@security-auto/handler";
import type { Register } from "@security-auto/register";

/** How long an instance of the function goes without counting what is open, in ms: the count reads every open finding. */
const COUNTS_AFTER_MS = 300_000;

/** Publishes how long it took from the call that changed the bucket. A sweep's assessment answers no call. */
export function measureTimes(
  assessment: Assessment,
  { context: { functionName } }: Pick<Invocation, "context">,
  now: () => number = Date.now,
): void {
  if (assessment.cause !== "change") return;
  const called = Date.parse(assessment.eventTime);
  if (Number.isNaN(called)) return;
  // CloudTrail's times are whole seconds, and clocks differ.
  const since = (time: number) => ({ value: Math.max(0, time - called), unit: "Milliseconds" }) as const;
  putMetrics(
    { TimeToAssessment: since(Date.parse(assessment.observedAt)), TimeToFinding: since(now()) },
    { FunctionName: functionName },
  );
}

/**
 * What counts the open findings of a register and publishes their number, now and then. That it fails is logged: it is no reason to try
 * an event again.
 *
 * @param now - in ms since 1970
 */
export function openFindingsMeter(now: () => number = Date.now) {
  let countsFrom = 0;
  return async (
    register: Pick<Register, "countOpenFindings">,
    { logger, context: { functionName } }: Pick<Invocation, "logger" | "context">,
  ): Promise<void> => {
    if (now() < countsFrom) return;
    countsFrom = now() + COUNTS_AFTER_MS;
    try {
      const value = await register.countOpenFindings();
      putMetrics({ OpenFindings: { value, unit: "Count" } }, { FunctionName: functionName });
    } catch (error) {
      logger.warn("The open findings were not counted: the dashboard does not show their number", { error });
    }
  };
}
