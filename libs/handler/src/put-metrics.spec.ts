import { capturedLines } from "@security-auto/testing";
import { METRICS } from "./metrics";
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

test("a metric that is not in the table, another unit, and a missing dimension do not compile", () => {
  const dimensions = { FunctionName: "f" };
  capturedLines(() => {
    // @ts-expect-error - no such metric
    putMetrics({ Unheard: { value: 1, unit: "Count" } }, dimensions);
    // @ts-expect-error - it is a time
    putMetrics({ TimeToFinding: { value: 1, unit: "Count" } }, dimensions);
    // @ts-expect-error - without the verdict
    putMetrics({ Assessments: { value: 1, unit: "Count" } }, dimensions);
  });
});

test("every metric is told in few words, and comes by the function", () => {
  for (const { meaning, dimensions } of Object.values(METRICS)) {
    expect(meaning).toMatch(/^[a-z]/);
    expect(dimensions[0]).toBe("FunctionName");
  }
});
