import * as z from "zod";

/** A setting that is a whole number within bounds, which its message names. */
export function wholeNumber(least: number, most: number) {
  const reason = `a whole number from ${least} to ${most}`;
  return z.int({ error: reason }).min(least, reason).max(most, reason);
}
