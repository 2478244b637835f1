import { partitionOf, urlSuffixOf } from "@security-auto/iam-policy";

/**
 * The services that act in this system. Their principals end in `amazonaws.com` in every
 * partition, China included.
 */
export const SERVICE_PRINCIPALS = {
  events: "events.amazonaws.com",
  lambda: "lambda.amazonaws.com",
  scheduler: "scheduler.amazonaws.com",
  cloudwatch: "cloudwatch.amazonaws.com",
} as const;

export type ServicePrincipal = (typeof SERVICE_PRINCIPALS)[keyof typeof SERVICE_PRINCIPALS];

/**
 * CloudWatch Logs uses a principal per region, with the partition's own domain.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function logsPrincipal(region: string): string {
  return `logs.${region}.${urlSuffixOf(partitionOf(region))}`;
}
