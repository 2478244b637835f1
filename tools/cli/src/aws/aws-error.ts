/** Of a call that found nobody at the other end. */
const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
]);

/** Of a call that somebody took and did not answer, or of a way there that ends nowhere. */
const NO_ANSWER = "TimeoutError";

/** Of an endpoint in a profile: the SDK reads it with the first call. */
const NO_URL = "ERR_INVALID_URL";

const BAD_CREDENTIALS = new Set([
  "ExpiredToken",
  "ExpiredTokenException",
  "InvalidClientTokenId",
  "InvalidSignatureException",
  "SignatureDoesNotMatch",
  "UnrecognizedClientException",
]);

/** Whether it is AWS, or the way there, that failed: anything else is a mistake of ours. */
export function isAwsError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  return (
    "$metadata" in error ||
    error.name === "CredentialsProviderError" ||
    UNREACHABLE.has(code) ||
    code === NO_ANSWER ||
    code === NO_URL
  );
}

/** Whether a call failed because this signal ended it. */
export function isCutOff(error: unknown, { aborted }: AbortSignal): boolean {
  return aborted && error instanceof Error && error.name === "AbortError";
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

/** What went wrong with a call to AWS, and what to do, on one line. */
export function awsErrorInWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = codeOf(error);
  if (error.name === "CredentialsProviderError") {
    return `no AWS credentials: set AWS_PROFILE, or log in with "aws sso login" (${oneLine(error.message)})`;
  }
  if (UNREACHABLE.has(code)) {
    const to = otherEnd(error);
    return `no connection${to === undefined ? "" : ` to ${to}`} (${code}): is the endpoint right, and is there a network?`;
  }
  if (code === NO_ANSWER) return `no answer (${code}): is the endpoint right, and is there a network?`;
  if (code === NO_URL) return "the endpoint is no URL: see endpoint_url in the AWS configuration file";
  if (BAD_CREDENTIALS.has(code)) return `AWS does not take the credentials (${code}): log in again`;
  return `${code}: ${oneLine(error.message)}`;
}

/** Where a connection was to lead, as far as Node says it; of several addresses of one name the first. */
function otherEnd(error: Error): string | undefined {
  if ("hostname" in error && typeof error.hostname === "string") return error.hostname;
  if ("address" in error && typeof error.address === "string")
    return "port" in error ? `${error.address}:${String(error.port)}` : error.address;
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  return first instanceof Error ? otherEnd(first) : undefined;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
