import { type AccessPoint, READS_OF_ACCESS_POINTS } from "@security-auto/s3-exposure";
import {
  type AccessPoint as ListedBySdk,
  GetAccessPointCommand,
  GetAccessPointPolicyCommand,
  GetAccessPointPolicyStatusCommand,
  ListAccessPointsCommand,
  type ListAccessPointsCommandOutput,
  type S3ControlClient,
} from "@aws-sdk/client-s3-control";
import { isWhole, toBlock, toPolicy, toStatus } from "./answers";
import { answered, type S3Read } from "./s3-reads";

/** So many access points of a bucket are read; an AWS account may have 10,000 in a region. */
export const MOST_ACCESS_POINTS = 20;

/** What a list of access points says of one. */
export type ListedAccessPoint = Pick<AccessPoint, "name" | "arn" | "vpc">;

export interface ListedAccessPoints {
  readonly list: readonly ListedAccessPoint[];
  readonly more: boolean;
}

export interface AccessPointsCall {
  readonly client: S3ControlClient;
  readonly input: { readonly AccountId: string };
}

type Value<N extends "policy" | "policyStatus" | "publicAccessBlock"> = Extract<
  AccessPoint[N],
  { state: "present" }
>["value"];

/** Every read of access points, of the account that owns them. Loaded when a bucket policy delegates to access points. */
export const ACCESS_POINT_READS: {
  readonly list: (bucket: string) => S3Read<AccessPointsCall, ListedAccessPoints>;
  readonly publicAccessBlock: (name: string) => S3Read<AccessPointsCall, Value<"publicAccessBlock">>;
  readonly policy: (name: string) => S3Read<AccessPointsCall, Value<"policy">>;
  readonly policyStatus: (name: string) => S3Read<AccessPointsCall, Value<"policyStatus">>;
} = {
  list: (Bucket) => ({
    action: READS_OF_ACCESS_POINTS.list.action,
    absentBy: [],
    call: async ({ client, input }, options) => {
      const listing = { ...input, Bucket, MaxResults: MOST_ACCESS_POINTS + 1 };
      return answered(await client.send(new ListAccessPointsCommand(listing), options), toList);
    },
  }),
  publicAccessBlock: (Name) => ({
    action: READS_OF_ACCESS_POINTS.publicAccessBlock.action,
    absentBy: [],
    call: async ({ client, input }, options) =>
      answered(await client.send(new GetAccessPointCommand({ ...input, Name }), options), toBlock),
  }),
  policy: (Name) => ({
    action: READS_OF_ACCESS_POINTS.policy.action,
    absentBy: ["NoSuchAccessPointPolicy"],
    call: async ({ client, input }, options) => {
      const output = await client.send(new GetAccessPointPolicyCommand({ ...input, Name }), options);
      return { ...answered(output, toPolicy), text: output.Policy };
    },
  }),
  policyStatus: (Name) => ({
    action: READS_OF_ACCESS_POINTS.policyStatus.action,
    absentBy: ["NoSuchAccessPointPolicy"],
    call: async ({ client, input }, options) =>
      answered(
        await client.send(new GetAccessPointPolicyStatusCommand({ ...input, Name }), options),
        toStatus,
      ),
  }),
};

function toList({
  AccessPointList,
  NextToken = "",
}: ListAccessPointsCommandOutput): ListedAccessPoints | undefined {
  const list: readonly (ListedAccessPoint | undefined)[] | undefined = AccessPointList?.map(toListed);
  if (list === undefined || !isWhole(list)) return undefined;
  return {
    list: list.slice(0, MOST_ACCESS_POINTS),
    more: list.length > MOST_ACCESS_POINTS || NextToken !== "",
  };
}

function toListed({
  Name,
  AccessPointArn,
  NetworkOrigin,
  VpcConfiguration,
}: ListedBySdk): ListedAccessPoint | undefined {
  if (Name === undefined || NetworkOrigin === undefined) return undefined;
  return {
    name: Name,
    arn: AccessPointArn,
    vpc: NetworkOrigin === "VPC" ? (VpcConfiguration?.VpcId ?? "(not named)") : undefined,
  };
}
