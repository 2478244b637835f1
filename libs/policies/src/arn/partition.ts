/** The AWS partitions this system can run in. */
export const PARTITIONS = ["aws", "aws-us-gov", "aws-cn"] as const;

export type Partition = (typeof PARTITIONS)[number];

const COMMERCIAL_REGION = /^(?:af|ap|ca|eu|il|me|mx|sa|us)-(?:[a-z]+)-\d{1,2}$/;
const GOV_REGION = /^us-gov-[a-z]+-\d{1,2}$/;
const CHINA_REGION = /^cn-[a-z]+-\d{1,2}$/;

/**
 * The partition a region belongs to.
 *
 * @throws RangeError for anything that is no region of a known partition. An ARN of the wrong
 * partition grants nothing and fails only at run time, so no default is assumed.
 * @example
 * partitionOf("us-west-2"); // "aws"
 * partitionOf("cn-north-1"); // "aws-cn"
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function partitionOf(region: string): Partition {
  if (GOV_REGION.test(region)) return "aws-us-gov";
  if (CHINA_REGION.test(region)) return "aws-cn";
  if (COMMERCIAL_REGION.test(region)) return "aws";
  throw new RangeError(
    `"${region}" is no region of the partitions ${PARTITIONS.join(", ")}; expected a name like "us-west-2"`,
  );
}

/** The domain of service endpoints in a partition. */
export function urlSuffixOf(partition: Partition): string {
  return partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}
