import {
  isServerError,
  isThrottlingError,
  isTransientError,
  StandardRetryStrategy,
} from "@smithy/core/retry";

/** How often a call is tried in all, as by the clients of the SDK. */
const MAX_ATTEMPTS = 3;

/** What an attempt ended with, and how many there were. */
export type Tried<T> =
  | { readonly success: true; readonly value: T }
  | { readonly success: false; readonly error: Error; readonly attempts: number };

/** Of EventBridge's own, for one entry: it may pass. */
const INTERNAL = ["InternalFailure", "InternalException"];

/**
 * Tries again what may pass (throttling, errors of the server and of the network), after the SDK's standard pauses.
 *
 * @throws the signal's reason, when it is aborted
 */
export async function tried<T>(attempt: () => Promise<T>, signal: AbortSignal): Promise<Tried<T>> {
  const strategy = new StandardRetryStrategy(MAX_ATTEMPTS);
  let token = await strategy.acquireInitialRetryToken("PutEvents");
  for (let attempts = 1; ; attempts += 1) {
    signal.throwIfAborted();
    try {
      return { success: true, value: await attempt() };
    } catch (thrown) {
      signal.throwIfAborted();
      const error = asSdkError(thrown);
      const next = await strategy
        .refreshRetryTokenForRetry(token, { errorType: errorTypeOf(error), error })
        .catch(() => undefined);
      if (next === undefined) return { success: false, error, attempts };
      token = next;
    }
  }
}

type SdkError = Parameters<typeof isThrottlingError>[0];

/** The SDK's classifiers look at `name`, `code`, `cause` and `$metadata`, whichever are there. */
function asSdkError(thrown: unknown): SdkError {
  const isError = typeof thrown === "object" && thrown !== null && "message" in thrown;
  return (isError ? thrown : new Error(String(thrown))) as SdkError;
}

/** Whether it makes sense to try again what ended so. */
export function mayPass(error: Error): boolean {
  return errorTypeOf(asSdkError(error)) !== "CLIENT_ERROR";
}

function errorTypeOf(error: SdkError): "THROTTLING" | "TRANSIENT" | "CLIENT_ERROR" {
  if (isThrottlingError(error)) return "THROTTLING";
  const mayPass = INTERNAL.includes(error.name) || isTransientError(error) || isServerError(error);
  return mayPass ? "TRANSIENT" : "CLIENT_ERROR";
}
