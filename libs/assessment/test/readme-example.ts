import { assessmentSchema, DETAIL_TYPES } from "../src";

/** One line about an event of the private bus. */
export function describeAssessed(event: { "detail-type": string; detail: unknown }): string {
  if (event["detail-type"] !== DETAIL_TYPES.assessed) return "not an assessment";
  const read = assessmentSchema.safeParse(event.detail);
  if (!read.success) return "not an assessment of this version";
  const { bucket, verdict, exposure } = read.data;
  return `${bucket ?? "no single bucket"}: ${verdict}, ${exposure.atLeast} to ${exposure.atMost}`;
}
