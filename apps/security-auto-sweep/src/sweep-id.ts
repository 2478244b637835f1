import { createHash } from "node:crypto";

/**
 * The id of a sweep: when it was asked for, by which sweeps stand in order, and a part that tells it from others of that time.
 *
 * @param by - what asked for it: the same gives the same id
 */
export function sweepId(startedAt: string, by: string): string {
  return `${startedAt}-${createHash("sha256").update(by).digest("hex").slice(0, 8)}`;
}
