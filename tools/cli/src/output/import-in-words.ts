import type { ImportTrace } from "@security-auto/local-cloud";

/** What Security Hub has of a finding now. */
export function importInWords({ title, severity, compliance, recordState }: ImportTrace): string {
  const states = [recordState, compliance, severity].filter((word) => word !== null);
  return `Security Hub: ${title} (${states.join(", ")})`;
}
