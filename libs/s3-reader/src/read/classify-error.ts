import type { ServiceError } from "../aws/service-error";

/** What an error says about the thing that was read. */
export type ErrorMeaning =
  /** Nothing is configured. */
  | { readonly kind: "absent" }
  | { readonly kind: "denied" }
  /** There is no such bucket or access point. */
  | { readonly kind: "gone" }
  /** The bucket is in another region; `region` where S3 names it. */
  | { readonly kind: "moved"; readonly region: string | undefined }
  /** Nothing that trying again would change; `reason` completes "could not be read: ". */
  | { readonly kind: "unclear"; readonly reason: string }
  /** AWS does not take the credentials: others may do. */
  | { readonly kind: "credentials" }
  /** Nothing at all; trying again may help. */
  | { readonly kind: "no answer" };

const MOVED = new Set([
  "PermanentRedirect",
  "TemporaryRedirect",
  "Redirect",
  // Signed for a region that is not the bucket's.
  "AuthorizationHeaderMalformed",
  // An opt-in region, asked for at the endpoint of another.
  "IllegalLocationConstraintException",
]);

/** Refused for what signed the call, not for what it may do; with status 400 or 403. */
const BAD_CREDENTIALS = new Set([
  "ExpiredToken",
  "ExpiredTokenException",
  "InvalidAccessKeyId",
  "InvalidClientTokenId",
  "InvalidToken",
  "RequestExpired",
  "RequestTimeTooSkewed",
  "SignatureDoesNotMatch",
  "TokenRefreshRequired",
]);

/** Come with several statuses, also with 400. */
const PASSING = new Set([
  "OperationAborted",
  "RequestTimeout",
  "SlowDown",
  "Throttling",
  "ThrottlingException",
  "TooManyRequests",
  "TooManyRequestsException",
]);

/**
 * Says what an error means.
 *
 * A bucket of the same name that belongs to another account is refused by `ExpectedBucketOwner` with the same 403
 * AccessDenied as a missing permission: the two can't be distinguished, and both are `denied`.
 *
 * @param absentBy - S3's codes for "nothing is configured": the name is all there is to distinguish them from other errors
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export function classifyError(error: ServiceError, absentBy: readonly string[]): ErrorMeaning {
  const { name, message, answered, status = 0, region } = error;
  if (!answered) return { kind: "no answer" };
  if (absentBy.includes(name)) return { kind: "absent" };
  if (name === "NoSuchBucket" || name === "NoSuchAccessPoint") return { kind: "gone" };
  if (MOVED.has(name) || status === 301 || status === 307) return { kind: "moved", region };
  if (PASSING.has(name) || status === 429 || status >= 500) return { kind: "no answer" };
  if (BAD_CREDENTIALS.has(name)) return { kind: "credentials" };
  if (name === "AccessDenied" || status === 403) return { kind: "denied" };
  return { kind: "unclear", reason: `S3 answered ${status} ${name}: ${message}` };
}
