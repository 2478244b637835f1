interface PartitionFacts {
  /** What its regions are called. */
  readonly regions: RegExp;
  /** The domain of its service endpoints. */
  readonly urlSuffix: string;
  /** The domain of those that also answer by IPv6. */
  readonly dualStackSuffix: string;
}

/**
 * All partitions of AWS.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
const FACTS = {
  aws: {
    regions: /^(?:af|ap|ca|eu|il|me|mx|sa|us)-[a-z]+-\d{1,2}$/,
    urlSuffix: "amazonaws.com",
    dualStackSuffix: "api.aws",
  },
  "aws-us-gov": {
    regions: /^us-gov-[a-z]+-\d{1,2}$/,
    urlSuffix: "amazonaws.com",
    dualStackSuffix: "api.aws",
  },
  "aws-cn": {
    regions: /^cn-[a-z]+-\d{1,2}$/,
    urlSuffix: "amazonaws.com.cn",
    dualStackSuffix: "api.amazonwebservices.com.cn",
  },
  "aws-eusc": {
    regions: /^eusc-[a-z]+-[a-z]+-\d{1,2}$/,
    urlSuffix: "amazonaws.eu",
    dualStackSuffix: "api.amazonwebservices.eu",
  },
  "aws-iso": {
    regions: /^us-iso-[a-z]+-\d{1,2}$/,
    urlSuffix: "c2s.ic.gov",
    dualStackSuffix: "api.aws.ic.gov",
  },
  "aws-iso-b": {
    regions: /^us-isob-[a-z]+-\d{1,2}$/,
    urlSuffix: "sc2s.sgov.gov",
    dualStackSuffix: "api.aws.scloud",
  },
  "aws-iso-e": {
    regions: /^eu-isoe-[a-z]+-\d{1,2}$/,
    urlSuffix: "cloud.adc-e.uk",
    dualStackSuffix: "api.cloud-aws.adc-e.uk",
  },
  "aws-iso-f": {
    regions: /^us-isof-[a-z]+-\d{1,2}$/,
    urlSuffix: "csp.hci.ic.gov",
    dualStackSuffix: "api.aws.hci.ic.gov",
  },
} as const satisfies Readonly<Record<string, PartitionFacts>>;

export type Partition = keyof typeof FACTS;

export const PARTITIONS: readonly Partition[] = [
  "aws",
  "aws-us-gov",
  "aws-cn",
  "aws-eusc",
  "aws-iso",
  "aws-iso-b",
  "aws-iso-e",
  "aws-iso-f",
];

/**
 * The partition a region belongs to; `undefined` for a region of a partition that is not known here.
 *
 * @example
 * knownPartitionOf("eusc-de-east-1"); // "aws-eusc"
 */
export function knownPartitionOf(region: string): Partition | undefined {
  return PARTITIONS.find((partition) => FACTS[partition].regions.test(region));
}

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
  const partition = knownPartitionOf(region);
  if (partition !== undefined) return partition;
  throw new RangeError(
    `"${region}" is no region of the partitions ${PARTITIONS.join(", ")}; expected a name like "us-west-2"`,
  );
}

/** The domain of service endpoints in a partition. */
export function urlSuffixOf(partition: Partition): string {
  return FACTS[partition].urlSuffix;
}

/** The domain of the endpoints in a partition that answer by IPv6 too. */
export function dualStackSuffixOf(partition: Partition): string {
  return FACTS[partition].dualStackSuffix;
}
