import { type AccessPoint, type AccessPoints, type Facet, failed, present } from "@security-auto/s3-exposure";
import type { AccountRoles } from "../credentials/account-roles";
import { ACCESS_POINT_READS, type AccessPointsCall, type ListedAccessPoint } from "./access-point-reads";
import { type ReadOutcome, readFacet } from "./read-facet";
import { type BucketTarget, facetOf } from "./read-rounds";
import { notAssumed, type Refusal, unreadBy } from "./refusal";
import { s3ControlClient } from "../aws/s3-control-client";
import type { S3Read } from "./s3-reads";
import type { Transport } from "../aws/transport";

/** What was found on reading the access points of a bucket. */
export interface AccessPointsReading {
  /** Of the bucket owner's account: S3 lists the access points of the account that is asked, not another account's. */
  readonly accessPoints: Facet<AccessPoints>;
  /** Empty unless a read was refused; one for each permission that is missing. */
  readonly refusals: readonly Refusal[];
  /** How many requests were sent to S3 Control, repeated ones included. */
  readonly requests: number;
}

export interface ReadAccessPointsOptions {
  readonly roles: AccountRoles;
  readonly transport: Transport;
  readonly signal: AbortSignal | undefined;
}

type Read = <T>(read: S3Read<AccessPointsCall, T>, of: string) => Promise<ReadOutcome<T>>;

/** Each of them takes three requests. */
const READ_AT_ONCE = 5;

/**
 * Reads the access points of a bucket, twenty at most. An access point is in its bucket's region, so it is there that S3 Control
 * is called.
 *
 * @throws S3ReadError when AWS gave no answer that can be used; the signal's reason when it was aborted
 */
export async function readAccessPoints(
  { bucket, accountId, region }: BucketTarget,
  { roles, transport, signal }: ReadAccessPointsOptions,
): Promise<AccessPointsReading> {
  signal?.throwIfAborted();
  const role = await roles.roleIn(accountId, signal);
  if (role.kind !== "granted")
    return { accessPoints: unreadBy(role), refusals: [notAssumed(role, ["accessPoints"])], requests: 0 };
  const client = s3ControlClient({ region, credentials: role.credentials, transport });
  const outcomes: ReadOutcome<unknown>[] = [];
  const read: Read = async (one, of) => {
    const about = { facet: "accessPoints", of, region, role: role.role, signal } as const;
    const outcome = await readFacet(one, { client, input: { AccountId: accountId } }, about);
    outcomes.push(outcome);
    return outcome;
  };
  const throwErrors = (): void => {
    for (const outcome of outcomes)
      if (outcome.kind === "error") {
        if (outcome.badCredentials) roles.forget(accountId, role.credentials);
        throw outcome.error;
      }
  };

  const listed = facetOf(await read(ACCESS_POINT_READS.list(bucket), `bucket ${bucket}`));
  throwErrors();
  const accessPoints: AccessPoint[] = [];
  if (listed.state === "present")
    for (let first = 0; first < listed.value.list.length; first += READ_AT_ONCE) {
      const some = listed.value.list.slice(first, first + READ_AT_ONCE);
      const found = await Promise.all(some.map((point) => readAccessPoint(point, accountId, read)));
      throwErrors();
      accessPoints.push(...found.filter((point) => point !== undefined));
    }
  return {
    accessPoints:
      listed.state === "present" ? present({ list: accessPoints, more: listed.value.more }) : listed,
    refusals: refusalsIn(outcomes),
    requests: outcomes.reduce((sum, { attempts }) => sum + attempts, 0),
  };
}

/** `undefined`: it has been deleted since it was listed. */
async function readAccessPoint(
  listed: ListedAccessPoint,
  accountId: string,
  read: Read,
): Promise<AccessPoint | undefined> {
  const { name } = listed;
  const of = `access point ${name} of account ${accountId}`;
  const [publicAccessBlock, policy, policyStatus] = await Promise.all([
    read(ACCESS_POINT_READS.publicAccessBlock(name), of),
    read(ACCESS_POINT_READS.policy(name), of),
    read(ACCESS_POINT_READS.policyStatus(name), of),
  ]);
  const isGone = [publicAccessBlock, policy, policyStatus].every(({ kind }) => kind === "gone");
  return isGone
    ? undefined
    : {
        ...listed,
        accountId,
        policy: ofAccessPoint(policy),
        ...(policy.kind === "facet" && policy.text !== undefined && { policyText: policy.text }),
        policyStatus: ofAccessPoint(policyStatus),
        publicAccessBlock: ofAccessPoint(publicAccessBlock),
      };
}

function ofAccessPoint<T>(outcome: ReadOutcome<T>): Facet<T> {
  return outcome.kind === "gone"
    ? failed("S3 says that there is no such access point, and answers other reads of it")
    : facetOf(outcome);
}

/** One for each permission: what is refused for one access point is mostly refused for all. */
function refusalsIn(outcomes: readonly ReadOutcome<unknown>[]): readonly Refusal[] {
  const byAction = new Map<string, Refusal>();
  for (const outcome of outcomes)
    if (outcome.kind === "facet" && outcome.refusal !== undefined && !byAction.has(outcome.refusal.action))
      byAction.set(outcome.refusal.action, outcome.refusal);
  return [...byAction.values()];
}
