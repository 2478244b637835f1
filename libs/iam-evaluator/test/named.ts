import { parsePolicyDocument } from "@security-auto/iam-policy";

import type { NamedPolicy } from "../src";

/** A document of a test under a name; the parser has to accept it. */
export function named(name: string, document: unknown): NamedPolicy {
  const parsed = parsePolicyDocument(document);
  if (!parsed.success) throw new Error(`${name}: ${parsed.error.path} ${parsed.error.reason}`);
  return { name, document: parsed.data };
}
