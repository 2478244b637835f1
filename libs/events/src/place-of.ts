import type { CloudTrailDetail } from "./cloudtrail-detail";
import type { EventBridgeEnvelope } from "./eventbridge-envelope";
import type { NamedByCall } from "./named-by-call";
import { textsAt } from "./request-parameter";
import { accountInArn, bucketInArn, scopeOfArn } from "./resource-arn";

const ACCOUNT_ID = /^\d{12}$/;
const REGION = /^[a-z]{2,5}-[a-z-]{2,20}-\d{1,2}$/;

/** An access point may be made for a bucket of another account; then the call names that account. */
const BUCKET_OWNER = "CreateAccessPointRequest.BucketAccountId";

/** The region of a bucket to be made. Absent when it is us-east-1; `""` when the element was empty. */
const LOCATION = "CreateBucketConfiguration.LocationConstraint";

/**
 * The account where a change happened. A call across accounts is delivered to the caller's account and to the
 * owner's: only what is named and the list of resources say in both who the owner is. Without them the receiving
 * account is the best answer, because a call of account scope and the making of a bucket never cross accounts.
 */
export function accountOf(
  named: NamedByCall,
  detail: CloudTrailDetail,
  envelope: EventBridgeEnvelope,
): string | undefined {
  return [
    ...ownersOf(named, detail),
    detail.recipientAccountId,
    envelope.account,
    detail.userIdentity?.accountId,
  ].find((id) => id !== undefined && ACCOUNT_ID.test(id));
}

function ownersOf(named: NamedByCall, { resources = [], requestParameters }: CloudTrailDetail) {
  const ownerOf = (isIt: (arn: string | undefined) => boolean) =>
    resources.find((resource) => isIt(resource?.ARN))?.accountId;
  const bucket = "bucket" in named ? named.bucket : undefined;
  if (bucket !== undefined)
    return [
      ownerOf((arn) => bucketInArn(arn) === bucket),
      ...(named.kind === "resource" ? textsAt(requestParameters, BUCKET_OWNER) : []),
    ];
  if (named.kind !== "resource") return [];
  const { subject = "" } = named;
  // A grant is named by its grantee, who may be anybody's.
  const account = scopeOfArn(subject) === undefined ? undefined : accountInArn(subject);
  return [account, ownerOf((arn) => arn !== undefined && arn === subject)];
}

/**
 * The region of the bucket. S3 answers calls in the bucket's own region, save CreateBucket: through the global
 * endpoint that is recorded in us-east-1 wherever the bucket is made.
 */
export function regionOf(detail: CloudTrailDetail, envelope: EventBridgeEnvelope): string | undefined {
  const [constraint, ...others] = textsAt(detail.requestParameters, LOCATION);
  return [
    others.length === 0 ? locationRegion(constraint) : undefined,
    detail.awsRegion,
    envelope.region,
  ].find((region) => region !== undefined && REGION.test(region));
}

function locationRegion(constraint: string | undefined): string | undefined {
  if (constraint === "") return "us-east-1";
  return constraint === "EU" ? "eu-west-1" : constraint;
}
