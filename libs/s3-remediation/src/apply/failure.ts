import type { S3Write } from "../settings/s3-write";

/** What a call of S3 failed with, in words. */
export function failureOf({ call }: Pick<S3Write, "call">, error: unknown): string {
  return `${call} failed: ${errorInWords(error)}`;
}

/** The error of an AWS client has S3's name for it, and a status where S3 answered. */
export function errorInWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const status = metadataOf(error)?.status;
  return `${error.name} (${status === undefined ? "no answer" : `status ${status}`}): ${error.message}`;
}

/** Whether a call failed for a reason that may pass: AWS was busy, or gave no answer. */
export function mayPass(error: unknown): boolean {
  const metadata = metadataOf(error);
  if (metadata === undefined) return false;
  const { status } = metadata;
  return status === undefined || status >= 500 || status === 429;
}

/** `undefined`: it is no error of the SDK. Without a status: AWS gave no answer. */
function metadataOf(error: unknown): { readonly status?: number } | undefined {
  if (typeof error !== "object" || error === null || !("$metadata" in error)) return undefined;
  const { $metadata: metadata } = error;
  if (typeof metadata !== "object" || metadata === null) return undefined;
  const status = "httpStatusCode" in metadata ? metadata.httpStatusCode : undefined;
  return typeof status === "number" ? { status } : {};
}
