import { accountInArn } from "@security-auto/iam-policy";
import * as z from "zod/mini";
import type { AccessPoint, AccessPoints } from "../bucket-facts";
import { absent, denied, type Facet, present } from "../facet";
import { parseBucketPolicy } from "../policy/parse-policy";
import { blockSchema, readBlock } from "./block-input";
import type { AccessPointRead } from "../reads/read-actions";
import { accountId, configured, policySchema, readStatus, statusSchema } from "./input-values";

const vpcSchema = z.object({ VpcId: z.optional(z.string()) });

/** An access point in our words, or as `GetAccessPoint` returns it with the answers of the reads of its policy. */
export const accessPointSchema = z.object({
  name: configured(z.string()),
  arn: configured(z.string()),
  /** The account that owns it. Absent: the bucket owner's, unless the ARN names another. */
  account: configured(accountId),
  /** Absent: requests come from the internet. */
  vpc: configured(z.string()),
  policy: configured(policySchema),
  policyStatus: configured(statusSchema),
  publicAccessBlock: configured(blockSchema),
  Name: configured(z.string()),
  AccessPointArn: configured(z.string()),
  NetworkOrigin: configured(z.string()),
  VpcConfiguration: configured(vpcSchema),
  Policy: configured(policySchema),
  PolicyStatus: configured(statusSchema),
  PublicAccessBlockConfiguration: configured(blockSchema),
});

/** A list of access points, or what `ListAccessPoints` answers: with a `NextToken` there are more. */
export const accessPointsSchema = z.union([
  z.array(accessPointSchema),
  z.object({ AccessPointList: z.array(accessPointSchema), NextToken: configured(z.string()) }),
]);

type AccessPointInput = z.output<typeof accessPointSchema>;

export const ACCESS_POINT_KEYS = Object.keys(accessPointSchema.shape);

export function readAccessPoints(
  input: z.output<typeof accessPointsSchema>,
  refused: ReadonlySet<AccessPointRead | undefined>,
  bucketAccount: string | undefined,
): AccessPoints {
  const read = (each: AccessPointInput): AccessPoint => readAccessPoint(each, refused, bucketAccount);
  return Array.isArray(input)
    ? { list: input.map(read), more: false }
    : { list: input.AccessPointList.map(read), more: (input.NextToken ?? "") !== "" };
}

function readAccessPoint(
  input: AccessPointInput,
  refused: ReadonlySet<AccessPointRead | undefined>,
  bucketAccount: string | undefined,
): AccessPoint {
  const facet = <T, U>(
    name: AccessPointRead,
    value: T | null | undefined,
    read: (value: T) => U,
  ): Facet<U> => {
    if (refused.has(name)) return denied;
    return value === null || value === undefined ? absent : present(read(value));
  };
  const arn = input.arn ?? input.AccessPointArn ?? undefined;
  const vpc = input.vpc ?? input.VpcConfiguration?.VpcId ?? undefined;
  const policy = input.policy ?? input.Policy ?? undefined;
  return {
    name: input.name ?? input.Name ?? arn?.split("/").at(-1) ?? "(not named)",
    arn,
    accountId: input.account ?? (arn === undefined ? undefined : accountInArn(arn)) ?? bucketAccount,
    vpc: vpc ?? (input.NetworkOrigin === "VPC" ? "(not named)" : undefined),
    policy: facet("policy", policy, parseBucketPolicy),
    ...(!refused.has("policy") && {
      policyText: typeof policy === "object" ? JSON.stringify(policy) : policy,
    }),
    policyStatus: facet("policyStatus", input.policyStatus ?? input.PolicyStatus, readStatus),
    publicAccessBlock: facet(
      "publicAccessBlock",
      input.publicAccessBlock ?? input.PublicAccessBlockConfiguration,
      readBlock,
    ),
  };
}
