import type { Rules } from "../src/rules";
import { type Assessment, ASSESSMENT_EXAMPLE, assessmentSchema } from "@security-auto/assessment";
import type { BucketAssessment } from "../src/state-after";

export type Verdict = Assessment["verdict"];

type ChangeAssessment = Extract<Assessment, { readonly cause: "change" }>;

const example = ASSESSMENT_EXAMPLE as ChangeAssessment;

/** When the nth assessment of a case was made. */
export const at = (minute: number): string => new Date(Date.UTC(2026, 2, 4, 9, minute)).toISOString();

const EXPOSURE = {
  holds: { atLeast: "private", atMost: "private" },
  violates: { atLeast: "public", atMost: "public" },
  unknown: { atLeast: "private", atMost: "public" },
} as const;

/** An assessment of the bucket `ledger-archive` that has one invariant, `nothing-public`. */
export function assessed(
  verdict: Verdict,
  minute: number,
  more: Partial<ChangeAssessment & { readonly bucket: string }> = {},
): BucketAssessment {
  return {
    ...example,
    accountId: "444455556666",
    bucket: "ledger-archive",
    changeId: `change-${minute}`,
    eventTime: at(minute),
    observedAt: at(minute),
    verdict,
    exposure: EXPOSURE[verdict],
    facets: { policy: "present", acl: "present" },
    invariants: [
      { name: "nothing-public", verdict, because: `it is ${EXPOSURE[verdict].atMost}`, evidence: [] },
    ],
    ...more,
  };
}

/** The same, where a sweep asked for it: it names no call, and nobody. */
export function swept(...args: Parameters<typeof assessed>): BucketAssessment {
  const { bucket, ...judged } = assessed(...args);
  const request = { requestId: "sweep", requestedAt: judged.observedAt };
  return { ...assessmentSchema.parse({ ...judged, bucket, cause: "request", request }), bucket };
}

/** The rules of most tests: findings are mailed, and a read may be missed once. */
export const MAILED: Rules = { channels: ["mail"], cannotReadAfter: 2 };
