import type { Verdict } from "@security-auto/s3-access/judging";

/** What the function found, as far as it is told to a person. */
export interface ToldAssessment {
  readonly call: string;
  /** Absent where the change is of a whole account. */
  readonly bucket?: string | null;
  readonly accountId?: string;
  readonly exposure: { readonly atLeast: string; readonly atMost: string };
  readonly verdict: Verdict;
  readonly evidence: readonly {
    readonly source: string;
    readonly statement: string | null;
    readonly because: string;
  }[];
  readonly invariants: readonly {
    readonly name: string;
    readonly verdict: string;
    readonly because: string;
  }[];
  /** The change had been judged before, and this is the answer it got then. */
  readonly duplicate?: true;
  /** There is no such bucket. */
  readonly gone?: true;
}

export const STYLE_OF_VERDICT = { holds: "green", violates: "red", unknown: "yellow" } as const;

/** The assessment in an answer of the function; `undefined` where it judged nothing. */
export function assessmentIn(response: unknown): ToldAssessment | undefined {
  if (typeof response !== "object" || response === null || !("assessment" in response)) return undefined;
  return response.assessment as ToldAssessment;
}
