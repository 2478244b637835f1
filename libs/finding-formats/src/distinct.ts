import { createHash } from "node:crypto";
import { shortened } from "@security-auto/text";

const HASH_LENGTH = 16;

/** A text of at most so many characters. A longer one ends in a hash, so that two which differ still differ. */
export function distinct(text: string, most: number): string {
  if (text.length <= most) return text;
  const hash = createHash("sha256").update(text).digest("hex").slice(0, HASH_LENGTH);
  return `${shortened(text, most - HASH_LENGTH)}${hash}`;
}
