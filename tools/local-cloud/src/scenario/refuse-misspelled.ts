import { misspelledKey } from "@security-auto/s3-exposure";
import type { Place } from "./place";

/** Refuses a key of an object that is nearly one of `keys`: passed over, there would be less than was meant. */
export function refuseMisspelled(place: Place, keys: readonly string[]): void {
  const misspelled = misspelledKey(place.object(), keys);
  if (misspelled === undefined) return;
  misspelled.path.reduce((above, key) => above.under(key), place).fail(misspelled.message);
}
