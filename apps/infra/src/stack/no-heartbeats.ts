/**
 * What mails of raw events leave heartbeats out by, in SNS's language, which negates one value at a time: a call is mailed unless it is
 * the one of heartbeats, on a bucket named like theirs, and leaves the public access that counts blocked. Such a call opens nothing,
 * whoever makes it.
 *
 * @param bucketPrefix - as the environment names the buckets of heartbeats
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html
 */
export function noHeartbeats(bucketPrefix: string): object {
  const missing = { exists: false };
  const of = (parameter: object) => ({ requestParameters: parameter });
  const block = (flag: string) => of({ PublicAccessBlockConfiguration: { [flag]: [false, missing] } });
  return {
    detail: {
      $or: [
        { eventName: [{ "anything-but": ["PutBucketPublicAccessBlock"] }, missing] },
        of({ bucketName: [{ "anything-but": { prefix: `${bucketPrefix}-` } }, missing] }),
        block("IgnorePublicAcls"),
        block("RestrictPublicBuckets"),
      ],
    },
  };
}
