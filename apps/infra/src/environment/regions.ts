import { type Partition, PARTITIONS, partitionOf } from "@security-auto/iam-policy";
import { didYouMean } from "@security-auto/s3-exposure";
import { RegionInfo } from "aws-cdk-lib/region-info";
import * as z from "zod";

/** The regions that the installed CDK knows, in the partitions the policies are written for. */
export const REGIONS: readonly string[] = RegionInfo.regions
  .filter(({ partition }) => PARTITIONS.some((known: Partition) => known === partition))
  .map(({ name }) => name)
  .sort();

/** One of them, with a guess at what was meant by anything else. */
export const REGION = z.enum(REGIONS, {
  error: ({ input }) =>
    typeof input === "string"
      ? `"${input}" is no AWS region known here${didYouMean(input, REGIONS)}`
      : 'an AWS region like "us-west-2"',
});

/**
 * In which region of each partition calls of IAM are recorded and become events: IAM is of no region.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events
 */
const IAM_REGIONS: Readonly<Record<Partition, string>> = {
  aws: "us-east-1",
  "aws-us-gov": "us-gov-west-1",
  "aws-cn": "cn-north-1",
  "aws-eusc": "eusc-de-east-1",
  "aws-iso": "us-iso-east-1",
  "aws-iso-b": "us-isob-east-1",
  "aws-iso-e": "eu-isoe-west-1",
  "aws-iso-f": "us-isof-south-1",
};

/** The region in which IAM's calls are recorded, in the partition of another region. */
export const iamRegionOf = (region: string): string => IAM_REGIONS[partitionOf(region)];
