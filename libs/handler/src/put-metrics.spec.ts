import { capturedLines } from "@security-auto/testing";
import { putMetrics } from "./put-metrics";

test("one line in CloudWatch's embedded metric format: namespace, dimensions, a unit for each metric, and the values", () => {
  const lines = capturedLines(() => {
    putMetrics(
      {
        Assessments: { value: 1, unit: "Count" },
        AssessmentDuration: { value: 12.5, unit: "Milliseconds" },
      },
      { FunctionName: "security-auto-S3", Verdict: "holds" },
      () => 1_700_000_000_000,
    );
  });
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    {
      _aws: {
        Timestamp: 1_700_000_000_000,
        CloudWatchMetrics: [
          {
            // Alarms and docs/verdicts.md name it.
            Namespace: "SecurityAuto",
            Dimensions: [["FunctionName", "Verdict"]],
            Metrics: [
              { Name: "Assessments", Unit: "Count" },
              { Name: "AssessmentDuration", Unit: "Milliseconds" },
            ],
          },
        ],
      },
      FunctionName: "security-auto-S3",
      Verdict: "holds",
      Assessments: 1,
      AssessmentDuration: 12.5,
    },
  ]);
});
