import type { Assessment } from "@security-auto/assessment";
import { putMetrics } from "@security-auto/handler";

/** What one assessment cost, and how it ended. */
export interface AssessmentCost {
  readonly functionName: string;
  readonly verdict: Assessment["verdict"];
  readonly refusedReads: number;
  /** Requests to S3 and S3 Control. */
  readonly requests: number;
  readonly durationMs: number;
}

export function putAssessmentMetrics({
  functionName,
  verdict,
  refusedReads,
  requests,
  durationMs,
}: AssessmentCost): void {
  putMetrics(
    {
      Assessments: { value: 1, unit: "Count" },
      RefusedReads: { value: refusedReads, unit: "Count" },
      AwsCalls: { value: requests, unit: "Count" },
      AssessmentDuration: { value: durationMs, unit: "Milliseconds" },
    },
    { FunctionName: functionName, Verdict: verdict },
  );
}
