import type { PolicyDocument } from "./policy-document";

/** The document as AWS takes it, without spaces: policy sizes are counted in characters. */
export function toJson(document: PolicyDocument): string {
  return JSON.stringify(document);
}
