import { type Facet, failed, valueOf } from "@security-auto/s3-exposure";
import type { AccountRole } from "../credentials/account-roles";
import { untilAborted } from "../credentials/until-aborted";
import { type ReadOutcome, readFacet } from "./read-facet";
import type { S3Clients } from "./s3-clients";
import { type BucketReadName, type BucketReads, type FacetValue, S3_READS } from "./s3-reads";

/** Which bucket to read. */
export interface BucketTarget {
  readonly bucket: string;
  /** The owner, twelve digits. S3 refuses every read of a bucket of the same name in another account. */
  readonly accountId: string;
  /** Where it is believed to be; corrected when S3 knows better. */
  readonly region: string;
}

/** All reads of a bucket, each with how it ended. */
export type Round = { readonly [N in BucketReadName]: ReadOutcome<FacetValue<N>> };

export interface RoundOptions {
  readonly clients: S3Clients;
  readonly role: Extract<AccountRole, { kind: "granted" }>;
  readonly signal: AbortSignal | undefined;
}

export interface AgreedOptions extends RoundOptions {
  /** How long to wait before answers that contradict each other are read again, in ms. */
  readonly pauseMs: number;
}

export interface RegionalRound {
  readonly round: Round;
  /** Where the bucket was read. */
  readonly region: string;
  readonly requests: number;
}

/** What the answers of a round, taken together, say about the bucket itself. */
export type Existence = "exists" | "gone" | "contradictory";

const READS: BucketReads = S3_READS;

/**
 * Reads all facets of a bucket. Where some answers say that there is no such bucket and others do not, all are read once
 * more: just after a bucket was created or deleted, S3's servers may not agree yet, and either side may be the stale one.
 *
 * @throws the signal's reason when it was aborted, nothing else
 */
export async function readUntilAgreed(
  target: BucketTarget,
  { pauseMs, ...options }: AgreedOptions,
): Promise<RegionalRound> {
  const first = await readInRightRegion(target, options);
  const hasError = Object.values(first.round).some(({ kind }) => kind === "error");
  if (hasError || existence(first.round) !== "contradictory") return first;
  await pause(pauseMs, options.signal);
  const again = await readInRightRegion({ ...target, region: first.region }, options);
  return { ...again, requests: first.requests + again.requests };
}

/** A bucket is deleted when every answer that a read got says so. A refusal is an answer, and says nothing of the kind. */
export function existence(round: Round): Existence {
  const answered = Object.values(round).filter(({ kind }) => kind !== "error");
  const gone = answered.filter(({ kind }) => kind === "gone");
  if (gone.length === 0) return "exists";
  return gone.length === answered.length ? "gone" : "contradictory";
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await untilAborted(over, signal);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Reads all facets of a bucket at once; those that went to the wrong region once more, in the right one.
 *
 * @throws the signal's reason when it was aborted, nothing else
 */
async function readInRightRegion(target: BucketTarget, options: RoundOptions): Promise<RegionalRound> {
  const first = await readRound(target, options);
  const region = redirectedTo(first) ?? located(first) ?? target.region;
  const round = goesOn(first, region, target)
    ? await readRound({ ...target, region }, { ...options, before: first })
    : first;
  const outcomes = new Set([...Object.values(first), ...Object.values(round)]);
  const requests = [...outcomes].reduce((sum, { attempts }) => sum + attempts, 0);
  return { round, region: located(round) ?? region, requests };
}

function goesOn(first: Round, region: string, target: BucketTarget): boolean {
  const outcomes = Object.values(first);
  if (region === target.region || outcomes.some(({ kind }) => kind === "error")) return false;
  return !outcomes.every(isSettled);
}

async function readRound(
  { bucket, accountId, region }: BucketTarget,
  { clients, role, signal, before }: RoundOptions & { readonly before?: Round },
): Promise<Round> {
  const client = clients.clientFor(accountId, region, role.credentials);
  const call = { client, input: { Bucket: bucket, ExpectedBucketOwner: accountId } };
  const about = { of: `bucket ${bucket}`, region, role: role.role, signal };
  const read = async <N extends BucketReadName>(facet: N): Promise<ReadOutcome<FacetValue<N>>> => {
    const known = before?.[facet];
    return known !== undefined && isSettled(known)
      ? known
      : readFacet(READS[facet], call, { facet, ...about });
  };
  const [acl, policy, policyStatus, tags, location, publicAccessBlock, ownership] = await Promise.all([
    read("acl"),
    read("policy"),
    read("policyStatus"),
    read("tags"),
    read("location"),
    read("publicAccessBlock"),
    read("ownership"),
  ]);
  return { acl, policy, policyStatus, tags, location, publicAccessBlock, ownership };
}

/** Whether a read has said all there is to know. A refusal may be for having asked in the wrong region. */
function isSettled(outcome: ReadOutcome<unknown>): boolean {
  return outcome.kind === "facet" && (outcome.facet.state === "present" || outcome.facet.state === "absent");
}

function redirectedTo(round: Round): string | undefined {
  for (const outcome of Object.values(round))
    if (outcome.kind === "moved" && outcome.region !== undefined) return outcome.region;
  return undefined;
}

function located({ location }: Round): string | undefined {
  return location.kind === "facet" ? valueOf(location.facet) : undefined;
}

/** What a read says of its facet. That the bucket is gone, or gave no answer, is for the caller to see first. */
export function facetOf<T>(outcome: ReadOutcome<T>): Facet<T> {
  switch (outcome.kind) {
    case "facet":
      return outcome.facet;
    case "moved":
      return failed(
        outcome.region === undefined
          ? "S3 says the bucket is in another region and does not name it"
          : `S3 goes on redirecting, at last to ${outcome.region}`,
      );
    case "gone":
      return failed("there is no such bucket");
    case "error":
      return failed(outcome.error.message);
  }
}
