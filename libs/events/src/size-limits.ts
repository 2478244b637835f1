/** 1 MB as AWS counts it. */
const MEBIBYTE = 1024 * 1024;

/**
 * The largest event that each service on the way of an event accepts, in bytes of UTF-8, as of 2026.
 *
 * @see https://aws.amazon.com/blogs/compute/more-room-to-build-serverless-services-now-support-payloads-up-to-1-mb
 */
export const SIZE_LIMITS = {
  /** An event on a bus, envelope included. 256 KB until January 2026. */
  eventBridgeEvent: MEBIBYTE,
  /** The payload of an asynchronous invocation. 256 KB until October 2025. */
  lambdaAsynchronousPayload: MEBIBYTE,
  /** A message, attributes included. 256 KB until August 2025. */
  sqsMessage: MEBIBYTE,
  /** One log event; longer ones are split or cut. 256 KB until April 2025. */
  cloudWatchLogsEvent: MEBIBYTE,
  /** A message, attributes included. */
  snsMessage: 256 * 1024,
} as const;

/**
 * How deep an event may be nested: `PutEvents` accepts 1,000 levels.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export const EVENT_DEPTH_LIMIT = 1000;
