import { isAcceptedPolicy } from "./accepts";
import type { AcceptedPolicy } from "./accepted-policy";
import type { InvalidPolicy } from "./checks";
import { readJson } from "./read-json";

export type ParsedPolicy =
  | { readonly success: true; readonly data: AcceptedPolicy }
  | { readonly success: false; readonly error: InvalidPolicy };

/**
 * Reads a policy document from JSON text or from a value that was JSON.
 *
 * It checks the shape and changes nothing: a single statement stays single, a missing `Version`
 * stays missing, elements it does not know stay in their place.
 *
 * @example
 * const policy = parsePolicyDocument('{"Version":"2012-10-17","Statement":[]}');
 * if (!policy.success) console.error(policy.error.path, policy.error.reason);
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicyDocument(input: unknown): ParsedPolicy {
  const read = typeof input === "string" ? readJson(input) : { value: input };
  if ("problem" in read) return { success: false, error: { path: "", reason: read.problem } };
  const problems: InvalidPolicy[] = [];
  if (isAcceptedPolicy(read.value, problems)) return { success: true, data: read.value };
  const [error = { path: "", reason: "is no policy document" }] = problems;
  return { success: false, error };
}
