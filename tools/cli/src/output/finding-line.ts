import type { Listed } from "../findings/listed";

/** A finding for scripts: what `findings --json` prints of one. */
export function findingLine(listed: Listed): string {
  return JSON.stringify({ ...listed, finding: undefined });
}
