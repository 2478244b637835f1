import { createHash } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * An id as IAM makes it, the same for the same seed: a prefix that names the kind (`AIDA` user, `AROA` role, `AKIA` and
 * `ASIA` access keys), then 16 characters.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
export function uniqueId(prefix: string, seed: string): string {
  const bytes = createHash("sha256").update(`${prefix} ${seed}`).digest().subarray(0, 16);
  return prefix + [...bytes].map((byte) => ALPHABET[byte % ALPHABET.length] ?? "A").join("");
}

/** The canonical user id of an account, by which ACLs name it. */
export function canonicalId(accountId: string): string {
  return createHash("sha256").update(`canonical user ${accountId}`).digest("hex");
}
