import { type BucketFacts, describeBucket } from "@security-auto/s3-exposure";
import { isObject } from "../core/is-object";
import { UsageError } from "../core/usage-error";
import { issuesInWords } from "./issues-in-words";
import { jsonValues } from "./json-values";
import type { Source } from "./source";

/** A bucket that a file describes. */
export interface DescribedBucket {
  readonly facts: BucketFacts;
  /** As it stands in the file. */
  readonly value: unknown;
}

/**
 * Reads the buckets that a source describes: one, a list, NDJSON. One that is nested too deep or too large is refused by itself, with
 * source and place.
 *
 * @throws UsageError where a value describes no bucket
 */
export async function* describedBuckets(
  source: Source,
): AsyncGenerator<DescribedBucket | { readonly refused: string }> {
  let number = 0;
  for await (const read of jsonValues(source)) {
    const place = `${source.name}: bucket ${++number}`;
    if ("refused" in read) {
      yield { refused: `${place}: ${read.refused}` };
      continue;
    }
    const { value } = read;
    const described = describeBucket(value);
    if (!described.success)
      throw new UsageError(`${place}${nameOf(value)}: ${issuesInWords(described.error)}`);
    yield { facts: described.data, value };
  }
}

/** ` (ledger-archive)`, or nothing. */
function nameOf(bucket: unknown): string {
  const name = isObject(bucket) ? bucket["name"] : undefined;
  return typeof name === "string" ? ` (${name})` : "";
}
