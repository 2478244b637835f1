import { bucketInArn } from "./bucket-of";
import type { CloudTrailDetail } from "./cloudtrail-detail";
import type { EventBridgeEnvelope } from "./eventbridge-envelope";

const ACCOUNT_ID = /^\d{12}$/;
const REGION = /^[a-z]{2,5}-[a-z-]{2,20}-\d{1,2}$/;

/**
 * The account where a change happened. A call across accounts is delivered to the caller's account and to the
 * owner's: only the list of resources says in both who the owner is. Without it the receiving account is the best
 * answer, because a call of account scope and the making of a bucket never cross accounts.
 */
export function accountOf(
  bucket: string | undefined,
  detail: CloudTrailDetail,
  envelope: EventBridgeEnvelope,
): string | undefined {
  const owner = detail.resources?.find(
    (resource) => bucket !== undefined && bucketInArn(resource?.ARN) === bucket,
  )?.accountId;
  return [owner, detail.recipientAccountId, envelope.account, detail.userIdentity?.accountId].find(
    (id) => id !== undefined && ACCOUNT_ID.test(id),
  );
}

/**
 * The region of the bucket. S3 answers calls in the bucket's own region, save CreateBucket: through the global
 * endpoint that is recorded in us-east-1 wherever the bucket is made.
 */
export function regionOf(detail: CloudTrailDetail, envelope: EventBridgeEnvelope): string | undefined {
  const constraint = detail.requestParameters?.CreateBucketConfiguration?.LocationConstraint;
  return [locationRegion(constraint), detail.awsRegion, envelope.region].find(
    (region) => region !== undefined && REGION.test(region),
  );
}

function locationRegion(constraint: string | undefined): string | undefined {
  if (constraint === "") return "us-east-1";
  return constraint === "EU" ? "eu-west-1" : constraint;
}
