/**
 * The services whose calls can change who can access data in S3, under the name that CloudTrail and EventBridge share:
 * a call of `s3tables` has the `eventSource` `s3tables.amazonaws.com` and arrives with the `source` `aws.s3tables`.
 *
 * AWS Organizations is one of them: its S3 policies hold an account's public access block, and its resource control
 * policies limit access to every bucket of an account.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events.html
 */
export const S3_SERVICES = [
  "s3",
  "s3express",
  "s3tables",
  "s3vectors",
  "s3files",
  "s3-outposts",
  "organizations",
] as const;

/** @see {@link S3_SERVICES} */
export type S3Service = (typeof S3_SERVICES)[number];

/** `detail.eventSource` of a service's calls. */
export function eventSourceOf(service: S3Service): string {
  return `${service}.amazonaws.com`;
}

/** `source` of a service's events. */
export function sourceOf(service: S3Service): string {
  return `aws.${service}`;
}

/** The service whose calls have an `eventSource`; nothing for a service that cannot change access to data in S3. */
export function serviceOf(eventSource: string): S3Service | undefined {
  return S3_SERVICES.find((service) => eventSourceOf(service) === eventSource);
}

/** The `source` of every event that can change who can access data in S3. */
export const S3_EVENT_SOURCES: readonly string[] = /* @__PURE__ */ S3_SERVICES.map(sourceOf);

/** `detail-type` of an API call that CloudTrail recorded. */
export const API_CALL = "AWS API Call via CloudTrail";
