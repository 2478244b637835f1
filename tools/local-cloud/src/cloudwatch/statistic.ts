import { ServiceError } from "../http/service-error";

/** A statistic of the values of one period: there is at least one. */
export function statisticOf(name: string, values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  switch (name) {
    case "SampleCount":
      return values.length;
    case "Sum":
      return sum;
    case "Average":
      return sum / values.length;
    case "Minimum":
      return Math.min(...values);
    case "Maximum":
      return Math.max(...values);
    default:
      return percentile(name, values);
  }
}

function percentile(name: string, values: readonly number[]): number {
  const rank = /^p[\d.]+$/.test(name) ? Number(name.slice(1)) : NaN;
  if (!(rank >= 0 && rank <= 100)) {
    throw new ServiceError(
      "InvalidParameterValue",
      400,
      `the local cloud does not know the statistic ${name}`,
    );
  }
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((rank / 100) * sorted.length) - 1)] ?? 0;
}
