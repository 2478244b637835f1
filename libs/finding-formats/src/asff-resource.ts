import { type Finding, GLOBAL_PLACE } from "@security-auto/assessment";
import { partitionOf } from "@security-auto/iam-policy";
import { printable } from "@security-auto/text";
import type { Deployment } from "./deployment";
import { bucketArnIn } from "./words";

/** What a finding is about, as an element of `Resources`. */
export interface AsffResource {
  readonly Type: "AwsS3Bucket" | "AwsAccount";
  readonly Id: string;
  readonly Partition?: (typeof PARTITIONS)[number];
  readonly Region?: string;
  readonly Details?: { readonly AwsS3Bucket: { readonly OwnerAccountId: string } };
}

/** The partitions that the format knows by the names they have in ARNs. */
const PARTITIONS = ["aws", "aws-cn", "aws-us-gov"] as const;

export function resourceOf(
  { account, bucket, region }: Finding,
  deployment: Pick<Deployment, "region">,
): AsffResource {
  const partition = partitionOf(deployment.region);
  const known = PARTITIONS.find((one) => one === partition);
  const place = {
    ...(known !== undefined && { Partition: known }),
    ...(region.trim() !== "" && region !== GLOBAL_PLACE && { Region: printable(region) }),
  };
  if (bucket === null) return { Type: "AwsAccount", Id: `AWS::::Account:${account}`, ...place };
  return {
    Type: "AwsS3Bucket",
    Id: bucketArnIn(partition, bucket),
    ...place,
    Details: { AwsS3Bucket: { OwnerAccountId: account } },
  };
}
