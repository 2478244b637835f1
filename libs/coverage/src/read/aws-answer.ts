import { serviceError } from "@security-auto/s3-reader";
import { shortened } from "@security-auto/text";
import type { Reading } from "../reading";

/** In whose name an account is read. */
export interface Reader {
  /** ARN of the role; said when a read is refused. */
  readonly role: string;
  readonly region: string;
  readonly signal: AbortSignal;
}

/** What services answer in a region that the account has not enabled: they do not know its credentials. */
const NOT_ENABLED = new Set([
  "AuthFailure",
  "InvalidClientTokenId",
  "InvalidSignatureException",
  "OptInRequired",
  "SubscriptionRequiredException",
  "UnrecognizedClientException",
]);

const REFUSED = /^(?:AccessDenied|AccessDeniedException|AuthorizationError|UnauthorizedOperation)$/;

/** What is said of one read, in characters. */
const LONGEST = 300;

/**
 * What a read ended as, also where it threw.
 *
 * @param action - as IAM spells it
 * @param absent - the errors by which AWS says that there is no such thing
 * @throws the signal's reason when it was aborted
 */
export async function answerTo<T>(
  action: string,
  { role, region, signal }: Reader,
  absent: readonly string[],
  read: () => Promise<T>,
): Promise<Reading<T>> {
  try {
    return { kind: "read", value: await read() };
  } catch (error) {
    signal.throwIfAborted();
    const { name, message } = serviceError(error);
    if (absent.includes(name)) return { kind: "absent" };
    const isRefused = REFUSED.test(name);
    const because = NOT_ENABLED.has(name)
      ? `the account may not have enabled the region ${region} (${action}: ${name})`
      : isRefused
        ? `${action} was refused to the role ${role}: ${message}`
        : `${action} failed: ${name}: ${message}`;
    return { kind: "unknown", because: shortened(because, LONGEST), isRefused };
  }
}
