import { parseInput } from "../parse-input";
import type { Result } from "../result";
import { type Invariant, invariantsSchema } from "./invariant";

/** Checks a configured list of invariants; each issue says where and what. */
export function parseInvariants(input: unknown): Result<readonly Invariant[]> {
  return parseInput(invariantsSchema, input);
}
