import type { S3Write } from "../settings/s3-write";

/** What a call of S3 failed with, in words. */
export function failureOf({ call }: Pick<S3Write, "call">, error: unknown): string {
  return `${call} failed: ${errorInWords(error)}`;
}

/** The error of an AWS client has S3's name for it, and a status where S3 answered. */
export function errorInWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const metadata: unknown = "$metadata" in error ? error.$metadata : undefined;
  const status =
    typeof metadata === "object" && metadata !== null && "httpStatusCode" in metadata
      ? metadata.httpStatusCode
      : undefined;
  const answered = typeof status === "number" ? `status ${status}` : "no answer";
  return `${error.name} (${answered}): ${error.message}`;
}
