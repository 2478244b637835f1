/** The namespace of all metrics of this system in CloudWatch. */
const METRICS_NAMESPACE = "SecurityAuto";

interface Metric {
  readonly value: number;
  readonly unit: "Count" | "Milliseconds";
}

/**
 * Writes one record in CloudWatch's embedded metric format: a log line from which CloudWatch takes the metrics, without a call
 * and without a permission.
 *
 * @param dimensions - few values each: every combination is a metric of its own
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function putMetrics(
  metrics: Readonly<Record<string, Metric>>,
  dimensions: Readonly<Record<string, string>>,
  now: () => number = Date.now,
): void {
  const record = {
    _aws: {
      Timestamp: now(),
      CloudWatchMetrics: [
        {
          Namespace: METRICS_NAMESPACE,
          Dimensions: [Object.keys(dimensions)],
          Metrics: Object.entries(metrics).map(([Name, { unit }]) => ({ Name, Unit: unit })),
        },
      ],
    },
    ...dimensions,
    ...Object.fromEntries(Object.entries(metrics).map(([name, { value }]) => [name, value])),
  };
  process.stdout.write(`${JSON.stringify(record)}\n`);
}
