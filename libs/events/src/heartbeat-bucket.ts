/**
 * Name of the bucket that an account changes again and again in a region, so that the change arrives. It is in the account's own
 * namespace: nobody else can take its name.
 *
 * @param prefix - as the environment names it
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html
 */
export function heartbeatBucket(
  prefix: string,
  { accountId, region }: { readonly accountId: string; readonly region: string },
): string {
  return `${prefix}-${accountId}-${region}-an`;
}
