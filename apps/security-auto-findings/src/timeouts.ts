/**
 * For the SDK's clients, which would wait without end: an attempt that hears nothing ends early enough for the invocation to write which
 * channels accepted a message, so that it is not sent to them again.
 */
export const TIMEOUTS = { connectionTimeout: 1000, socketTimeout: 3000 } as const;
