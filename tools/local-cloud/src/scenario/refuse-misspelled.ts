import { type Misspelled, misspelledInBucket, misspelledKey } from "@security-auto/s3-exposure";
import type { Place } from "./place";

/** Refuses a key of an object that is nearly one of `keys`: passed over, there would be less than was meant. */
export function refuseMisspelled(place: Place, keys: readonly string[]): void {
  refuse(place, misspelledKey(place.object(), keys));
}

/** The same for a bucket, which has the keys that `assess` takes. */
export function refuseMisspelledInBucket(bucket: Place): void {
  refuse(bucket, misspelledInBucket(bucket.value));
}

function refuse(place: Place, misspelled: Misspelled | undefined): void {
  if (misspelled === undefined) return;
  misspelled.path.reduce((above, key) => above.under(key), place).fail(misspelled.message);
}
