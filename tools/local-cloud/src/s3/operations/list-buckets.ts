import type { AwsRequest } from "../../http/aws-request";
import type { KnownCaller } from "../../identity/caller";
import { canonicalId } from "../../identity/unique-id";
import { element } from "../../xml/write-xml";
import { authorize } from "../bucket/authorize-call";
import { type S3, S3_NAMESPACE, type S3Reply } from "../bucket/operation";

/** The buckets of the caller's account, in every region. */
export function listBuckets(s3: S3, request: AwsRequest, caller: KnownCaller): S3Reply {
  authorize({ caller, request, action: "s3:ListAllMyBuckets", resource: "*" }, s3);
  const prefix = request.query.get("prefix") ?? "";
  const region = request.query.get("bucket-region");
  const buckets = [...s3.store.buckets.values()]
    .filter(({ accountId }) => accountId === caller.accountId)
    .filter((bucket) => bucket.name.startsWith(prefix) && (region === null || bucket.region === region))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((bucket) =>
      element("Bucket", [
        element("Name", bucket.name),
        element("CreationDate", bucket.createdAt),
        element("BucketRegion", bucket.region),
        element("BucketArn", bucket.arn),
      ]),
    );
  const owner = element("Owner", [element("ID", canonicalId(caller.accountId))]);
  const body = [owner, element("Buckets", buckets)];
  return { status: 200, body: element("ListAllMyBucketsResult", body, { xmlns: S3_NAMESPACE }) };
}
