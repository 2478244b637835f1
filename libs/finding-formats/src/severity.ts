import type { Finding } from "@security-auto/assessment";

/** From the least severe to the most, in the words of ASFF. */
export const SEVERITIES = ["INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL"] as const;

export type Severity = (typeof SEVERITIES)[number];

const BY_EXPOSURE = {
  private: "LOW",
  organization: "MEDIUM",
  external: "HIGH",
  public: "CRITICAL",
} as const satisfies Record<NonNullable<Finding["exposure"]>["atMost"], Severity>;

/**
 * How severe a finding is: by what is certain about who can access the bucket. While that cannot be determined, by what cannot be excluded,
 * so that refusing a read makes no finding less severe.
 */
export function severityOf({ transition, kind, exposure }: Finding): Severity {
  if (transition === "closed") return "INFORMATIONAL";
  if (kind !== "invariant" || exposure === null) return "MEDIUM";
  return BY_EXPOSURE[transition === "uncertain" ? exposure.atMost : exposure.atLeast];
}
