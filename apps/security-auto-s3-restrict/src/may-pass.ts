/**
 * Whether a call failed for a reason that may pass: AWS was busy, or gave no answer. Errors of the SDK alone have `$metadata`, with a status where
 * AWS answered.
 */
export function mayPass(error: unknown): boolean {
  if (typeof error !== "object" || error === null || !("$metadata" in error)) return false;
  const { $metadata: metadata } = error;
  if (typeof metadata !== "object" || metadata === null) return false;
  const status = "httpStatusCode" in metadata ? metadata.httpStatusCode : undefined;
  return typeof status !== "number" || status >= 500 || status === 429;
}
