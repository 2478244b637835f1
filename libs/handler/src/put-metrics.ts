import { type DimensionsOf, type Measured, type MetricName, METRICS_NAMESPACE } from "./metrics";

/**
 * Writes one record in CloudWatch's embedded metric format: a log line from which CloudWatch takes the metrics, without a call
 * and without a permission.
 *
 * @param dimensions - few values each: every combination is a metric of its own
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function putMetrics<Name extends MetricName>(
  metrics: { readonly [Each in Name]: Measured<Each> },
  dimensions: DimensionsOf<Name>,
  now: () => number = Date.now,
): void {
  const measured = Object.entries<Measured<MetricName>>(metrics);
  const record = {
    _aws: {
      Timestamp: now(),
      CloudWatchMetrics: [
        {
          Namespace: METRICS_NAMESPACE,
          Dimensions: [Object.keys(dimensions)],
          Metrics: measured.map(([Name, { unit }]) => ({ Name, Unit: unit })),
        },
      ],
    },
    ...dimensions,
    ...Object.fromEntries(measured.map(([name, { value }]) => [name, value])),
  };
  process.stdout.write(`${JSON.stringify(record)}\n`);
}
