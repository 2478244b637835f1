import * as z from "zod/mini";
import { type Assessment, assessmentSchema } from "./assessment";

const answerSchema = z.object({ assessment: z.optional(z.unknown()) });
const duplicateSchema = z.object({ duplicate: z.literal(true) });

/** An assessment in the answer of a function. */
export type AnsweredAssessment = Assessment & {
  /** The change had been judged before, and this is what was found then. */
  readonly duplicate?: true;
};

export type ReadAnswer =
  /** `assessment` is absent where the function judged nothing. */
  | { readonly success: true; readonly assessment?: AnsweredAssessment }
  /** There is an assessment that does not keep to the contract: where. */
  | { readonly success: false; readonly error: string };

/**
 * Reads the assessment in what `security-auto-S3` answered. Any value may be asked, such as Lambda's error object.
 *
 * @example
 * ```ts
 * const read = readAnswer(invocation.response);
 * if (read.success && read.assessment !== undefined) console.log(read.assessment.verdict);
 * ```
 */
export function readAnswer(answer: unknown): ReadAnswer {
  const answered = answerSchema.safeParse(answer);
  if (!answered.success || answered.data.assessment === undefined) return { success: true };
  const { assessment } = answered.data;
  const read = assessmentSchema.safeParse(assessment);
  if (!read.success) return { success: false, error: placesIn("assessment", read.error) };
  const isDuplicate = duplicateSchema.safeParse(assessment).success;
  return { success: true, assessment: { ...read.data, ...(isDuplicate && { duplicate: true }) } };
}

/** The assessment in an answer; `undefined` where there is none that keeps to the contract. */
export function assessmentIn(answer: unknown): AnsweredAssessment | undefined {
  const read = readAnswer(answer);
  return read.success ? read.assessment : undefined;
}

/** Such as `not an assessment of version 1: exposure.atLeast, verdict`. */
function placesIn(what: string, { issues }: z.core.$ZodError): string {
  const places = issues.map(({ path }) => path.map(String).join(".")).filter((path) => path !== "");
  return `not an ${what} of version 1${places.length === 0 ? "" : `: ${[...new Set(places)].join(", ")}`}`;
}
