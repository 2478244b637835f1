import { type Partition, PARTITIONS } from "@security-auto/policies";
import { RegionInfo } from "aws-cdk-lib/region-info";

/** The regions that the installed CDK knows, in the partitions the policies are written for. */
export const REGIONS: readonly string[] = RegionInfo.regions
  .filter(({ partition }) => PARTITIONS.some((known: Partition) => known === partition))
  .map(({ name }) => name)
  .sort();
