import { READS, type BucketFacets, type FacetName, type ReadAction } from "@security-auto/s3-exposure";
import {
  GetBucketAclCommand,
  GetBucketLocationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketTaggingCommand,
  GetPublicAccessBlockCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { AccountBlockCall } from "./account-block-call";
import { toAcl, toBlock, toOwnership, toPolicy, toRegion, toStatus, toTags } from "./answers";

/** What is known of a facet once it has been read. */
export type FacetValue<N extends FacetName> = Extract<
  NonNullable<BucketFacets[N]>,
  { state: "present" }
>["value"];

export interface BucketCall {
  readonly client: S3Client;
  readonly input: { readonly Bucket: string; readonly ExpectedBucketOwner: string };
}

/** One read of S3: the permission it needs, the answers that mean "nothing is configured", the call. */
export interface S3Read<C, T> {
  readonly action: ReadAction;
  readonly absentBy: readonly string[];
  readonly call: (call: C, options: { readonly abortSignal?: AbortSignal }) => Promise<Answer<T>>;
}

export interface Answer<T> {
  /** `undefined`: the answer lacks what S3 always sends. */
  readonly given: T | undefined;
  /** What `given` was parsed from, where it is kept. */
  readonly text?: string | undefined;
  /** How many requests were sent. */
  readonly attempts: number;
}

/** The facets that are read of the bucket itself. */
export type BucketReadName = Exclude<FacetName, "accountPublicAccessBlock">;

export type BucketReads = { readonly [N in BucketReadName]: S3Read<BucketCall, FacetValue<N>> };

interface AllReads extends BucketReads {
  readonly accountPublicAccessBlock: S3Read<AccountBlockCall, FacetValue<"accountPublicAccessBlock">>;
}

/** Every facet and how it is read. */
export const S3_READS = {
  acl: {
    action: READS.acl.action,
    absentBy: [],
    call: async ({ client, input }, options) =>
      answered(await client.send(new GetBucketAclCommand(input), options), toAcl),
  },
  policy: {
    action: READS.policy.action,
    absentBy: ["NoSuchBucketPolicy"],
    call: async ({ client, input }, options) => {
      const output = await client.send(new GetBucketPolicyCommand(input), options);
      return { ...answered(output, toPolicy), text: output.Policy };
    },
  },
  policyStatus: {
    action: READS.policyStatus.action,
    absentBy: ["NoSuchBucketPolicy"],
    call: async ({ client, input }, options) =>
      answered(await client.send(new GetBucketPolicyStatusCommand(input), options), toStatus),
  },
  tags: {
    action: READS.tags.action,
    absentBy: ["NoSuchTagSet"],
    call: async ({ client, input }, options) =>
      answered(await client.send(new GetBucketTaggingCommand(input), options), toTags),
  },
  location: {
    action: READS.location.action,
    absentBy: [],
    call: async ({ client, input }, options) =>
      answered(await client.send(new GetBucketLocationCommand(input), options), toRegion),
  },
  publicAccessBlock: {
    action: READS.publicAccessBlock.action,
    absentBy: ["NoSuchPublicAccessBlockConfiguration"],
    call: async ({ client, input }, options) =>
      answered(await client.send(new GetPublicAccessBlockCommand(input), options), toBlock),
  },
  ownership: {
    action: READS.ownership.action,
    absentBy: ["OwnershipControlsNotFoundError"],
    call: async ({ client, input }, options) =>
      answered(await client.send(new GetBucketOwnershipControlsCommand(input), options), toOwnership),
  },
  accountPublicAccessBlock: {
    action: READS.accountPublicAccessBlock.action,
    absentBy: ["NoSuchPublicAccessBlockConfiguration"],
    call: async (call, options) => {
      const { callAccountBlock } = await import("./account-block-call");
      return answered(await callAccountBlock(call, options), toBlock);
    },
  },
} as const satisfies AllReads;

export function answered<O extends { readonly $metadata: { readonly attempts?: number | undefined } }, T>(
  output: O,
  give: (output: O) => T | undefined,
): Answer<T> {
  return { given: give(output), attempts: output.$metadata.attempts ?? 1 };
}
