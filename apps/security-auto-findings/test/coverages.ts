import type { CheckResult, Coverage, CoverageChecks } from "@security-auto/assessment";
import { at } from "./assessments";

export const ACCOUNT = "444455556666";
export const REGION = "eu-central-1";

export const OK: CheckResult = { result: "ok" };
export const wrong = (because: string, mend?: string): CheckResult => ({
  result: "wrong",
  because,
  ...(mend !== undefined && { mend }),
});
export const unknown = (because = "the read role was refused"): CheckResult => ({
  result: "unknown",
  because,
});

export const ALL_OK: CoverageChecks = {
  "forwarding-rule": OK,
  "tampering-rule": OK,
  "forwarding-role": OK,
  "forwarding-queue": OK,
  trail: OK,
  watched: OK,
};

/** What was checked at a minute of one region, where all is well but for some checks. */
export const covered = (
  minute: number,
  checks: CoverageChecks = {},
  more: Partial<Coverage> & { readonly region?: string } = {},
): Coverage => {
  const { region = REGION, ...rest } = more;
  return {
    version: "1",
    accountId: ACCOUNT,
    checkedAt: at(minute),
    complete: false,
    places: [{ region, checks: region === "global" ? checks : { ...ALL_OK, ...checks } }],
    ...rest,
  };
};
