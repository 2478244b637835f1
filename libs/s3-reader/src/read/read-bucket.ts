import {
  type BucketFacets,
  type BucketFacts,
  type Facet,
  FACET_NAMES,
  failed,
  ACCOUNT_BLOCK_NOT_ASKED,
} from "@security-auto/s3-exposure";
import type { AccountRoles } from "../credentials/account-roles";
import type { ReadOutcome } from "./read-facet";
import { type BucketTarget, existence, facetOf, readUntilAgreed, type Round } from "./read-rounds";
import { notAssumed, type Refusal, unreadBy } from "./refusal";
import type { S3Clients } from "./s3-clients";

/** What was found on reading a bucket. */
export type BucketReading = {
  /** When reading began. What was read is no older. */
  readonly observedAt: Date;
  /** How many requests were sent to S3, repeated ones included. */
  readonly requests: number;
} & (
  | {
      readonly kind: "read";
      /**
       * To be judged. `region` is the right one. Access points and the account's own block were asked for where the exposure
       * depends on them.
       */
      readonly facts: BucketFacts;
      /** The bucket policy as S3 returned it: the text that the policy of the facts was parsed from, where that is present. */
      readonly policyText: string | undefined;
      /** Empty unless a facet is `denied`, or the account's role could not be assumed. */
      readonly refusals: readonly Refusal[];
    }
  /** There is no such bucket. */
  | { readonly kind: "gone" }
);

export interface ReadBucketAloneOptions {
  readonly roles: AccountRoles;
  readonly clients: S3Clients;
  readonly now: () => number;
  /** How long to wait before answers that contradict each other are read again, in ms. */
  readonly pauseMs: number;
  readonly signal: AbortSignal | undefined;
}

/** Old buckets in us-east-1 may have capitals, underscores and up to 255 characters. */
const BUCKET_NAME = /^[\w.-]{3,255}$/;

/**
 * Reads what decides who can access a bucket: seven reads at once, and those that went to the wrong region once more.
 * Answers that contradict each other are read again, and are `failed` if they still do.
 *
 * A bucket of this name that belongs to another account looks the same as missing permissions: all reads are `denied`.
 *
 * @throws S3ReadError when AWS gave no answer that can be used; the signal's reason when it was aborted
 */
export async function readBucketAlone(
  target: BucketTarget,
  { roles, clients, now, pauseMs, signal }: ReadBucketAloneOptions,
): Promise<BucketReading> {
  signal?.throwIfAborted();
  const observedAt = new Date(now());
  const nothingRead = { kind: "read", policyText: undefined, requests: 0, observedAt } as const;
  // The SDK would take an ARN for an access point.
  if (!BUCKET_NAME.test(target.bucket)) {
    const facets = unread(failed(`"${target.bucket}" is not the name of a bucket`));
    return { ...nothingRead, facts: factsOf(target, facets), refusals: [] };
  }
  const role = await roles.roleIn(target.accountId, signal);
  if (role.kind !== "granted") {
    const all = unreadBy(role);
    const facets = { ...unread(all), accountPublicAccessBlock: all };
    const refusals = [notAssumed(role, FACET_NAMES)];
    return { ...nothingRead, facts: factsOf(target, facets), refusals };
  }
  const { round, region, requests } = await readUntilAgreed(target, { clients, role, pauseMs, signal });
  const outcomes = Object.values(round);
  const found = existence(round);
  if (found === "gone") return { kind: "gone", requests, observedAt };
  for (const outcome of outcomes)
    if (outcome.kind === "error") {
      if (outcome.badCredentials) roles.forget(target.accountId, role.credentials);
      throw outcome.error;
    }
  const facets = facetsOf(round, found === "contradictory" ? contradictionIn(round) : undefined);
  return {
    kind: "read",
    facts: factsOf({ ...target, region }, facets),
    policyText: facets.policy.state === "present" ? textOf(round.policy) : undefined,
    refusals: outcomes.flatMap((outcome) =>
      outcome.kind === "facet" && outcome.refusal !== undefined ? [outcome.refusal] : [],
    ),
    requests,
    observedAt,
  };
}

/** Of answers that contradict each other none is a fact; a refusal remains one. */
function facetsOf(round: Round, contradiction?: Facet<never>): BucketFacets {
  const facet = <T>(outcome: ReadOutcome<T>): Facet<T> => {
    const given = facetOf(outcome);
    return contradiction === undefined || given.state === "denied" ? given : contradiction;
  };
  return {
    policy: facet(round.policy),
    policyStatus: facet(round.policyStatus),
    acl: facet(round.acl),
    tags: facet(round.tags),
    location: facet(round.location),
    publicAccessBlock: facet(round.publicAccessBlock),
    accountPublicAccessBlock: ACCOUNT_BLOCK_NOT_ASKED,
    ownership: facet(round.ownership),
  };
}

function textOf(outcome: ReadOutcome<unknown>): string | undefined {
  return outcome.kind === "facet" ? outcome.text : undefined;
}

function contradictionIn(round: Round): Facet<never> {
  const gone = Object.entries(round).flatMap(([facet, { kind }]) => (kind === "gone" ? [facet] : []));
  return failed(
    `S3 says that there is no such bucket when asked for ${gone.join(", ")}, and answers its other reads otherwise, also when asked again`,
  );
}

/** Nothing was read at all, for one reason. */
function unread(all: Facet<never>): BucketFacets {
  return {
    policy: all,
    policyStatus: all,
    acl: all,
    tags: all,
    location: all,
    publicAccessBlock: all,
    accountPublicAccessBlock: ACCOUNT_BLOCK_NOT_ASKED,
    ownership: all,
  };
}

function factsOf({ bucket, accountId, region }: BucketTarget, facets: BucketFacets): BucketFacts {
  return { name: bucket, accountId, region, facets };
}
