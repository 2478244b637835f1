import { COVERAGE, type Finding, WAS_EXPOSED } from "@security-auto/assessment";
import { isSettled } from "./is-settled";

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
export function severityOf(finding: Finding): Severity {
  const { transition, kind, exposure, certain, accepted } = finding;
  if (isSettled(finding) && accepted === undefined) return "INFORMATIONAL";
  // What nobody sees may be anything.
  if (kind === COVERAGE) return "HIGH";
  if ((kind !== "invariant" && kind !== WAS_EXPOSED) || exposure === null) return "MEDIUM";
  return BY_EXPOSURE[transition === "uncertain" || certain === false ? exposure.atMost : exposure.atLeast];
}
