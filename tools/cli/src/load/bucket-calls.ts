import { assessmentIn } from "@security-auto/assessment";
import type { InvocationTrace } from "@security-auto/local-cloud";
import { difference } from "./difference";
import { grouped } from "./grouped";
import type { BucketKind, WorldBucket } from "./swept-world";

/** The calls to S3 by which a bucket of each kind is judged after a change. */
export type CallsOfChange = ReadonlyMap<BucketKind, readonly string[]>;

/**
 * A request is judged by the calls by which a change is. On a busy machine a call that was not answered in time is made again: no bucket
 * of a kind may need fewer, and the calls must be the same ones.
 */
export function callProblems(
  buckets: readonly WorldBucket[],
  invocations: readonly InvocationTrace[],
  calls: CallsOfChange,
): readonly string[] {
  const kinds = new Map(buckets.map(({ name, kind }) => [name, kind]));
  const made = grouped(
    invocations.flatMap((run) => {
      const bucket = assessmentIn(run.response)?.bucket ?? "";
      const kind = kinds.get(bucket);
      return kind === undefined ? [] : [{ kind, bucket, calls: s3Calls(run) }];
    }),
    ({ kind }) => kind,
  );
  return [...calls].flatMap(([kind, ofChange]) => {
    const ofKind = made.get(kind) ?? [];
    const fewest = Math.min(...ofKind.map((one) => one.calls.length));
    return [
      ...difference(`calls to S3 for a bucket that is ${kind}`, fewest, ofChange.length),
      ...ofKind.flatMap((one) =>
        difference(`calls to S3 for ${one.bucket}`, distinct(one.calls), distinct(ofChange)),
      ),
    ];
  });
}

/** The calls to S3 that a run made, in alphabetical order. */
export function s3Calls({ apiCalls }: InvocationTrace): readonly string[] {
  return apiCalls.flatMap(({ action }) => (action.startsWith("s3:") ? [action] : [])).sort();
}

const distinct = (calls: readonly string[]): readonly string[] => [...new Set(calls)];
