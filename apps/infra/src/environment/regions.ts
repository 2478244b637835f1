import { type Partition, PARTITIONS } from "@security-auto/iam-policy";
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
