import type { AwsRequest } from "../../http/aws-request";
import type { KnownCaller } from "../../identity/caller";
import { canonicalId } from "../../identity/unique-id";
import { element } from "../../xml/write-xml";
import { authorize } from "../bucket/authorize-call";
import { type S3, S3_NAMESPACE, type S3Reply } from "../bucket/operation";
import { invalidArgument } from "../bucket/s3-error";

const LARGEST_PAGE = 10_000;
const LONGEST_TOKEN = 1024;

/**
 * The buckets of the caller's account, in every region, by name. With one of the parameters a page has ten thousand at most, and says
 * where each bucket is.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html
 */
export function listBuckets(s3: S3, request: AwsRequest, caller: KnownCaller): S3Reply {
  const context = { "s3:ResourceAccount": caller.accountId };
  authorize({ caller, request, action: "s3:ListAllMyBuckets", resource: "*", context }, s3);
  const { query } = request;
  const prefix = query.get("prefix");
  const region = query.get("bucket-region");
  const token = query.get("continuation-token");
  const most = pageSizeOf(query.get("max-buckets"));
  const hasParameter = [prefix, region, token, query.get("max-buckets")].some((value) => value !== null);
  if (region !== null && region !== request.signature?.region)
    throw invalidArgument("bucket-region", region, "The bucket-region must be the Region of the endpoint");
  const after = token === null ? "" : nameAt(token);
  const page: string[] = [];
  let isMore = false;
  for (const name of s3.store.namesOf(caller.accountId)) {
    if (name <= after || !name.startsWith(prefix ?? "")) continue;
    if (region !== null && s3.store.bucket(name)?.region !== region) continue;
    isMore = page.length === most;
    if (isMore) break;
    page.push(name);
  }
  const buckets = page.flatMap((name) => {
    const bucket = s3.store.bucket(name);
    if (bucket === undefined) return [];
    return [
      element("Bucket", [
        element("Name", name),
        element("CreationDate", bucket.createdAt),
        ...(hasParameter ? [element("BucketRegion", bucket.region)] : []),
      ]),
    ];
  });
  const next = isMore ? [element("ContinuationToken", tokenAfter(page.at(-1) ?? ""))] : [];
  const body = [
    element("Owner", [element("ID", canonicalId(caller.accountId))]),
    element("Buckets", buckets),
    ...next,
    ...(prefix === null ? [] : [element("Prefix", prefix)]),
  ];
  return { status: 200, body: element("ListAllMyBucketsResult", body, { xmlns: S3_NAMESPACE }) };
}

function pageSizeOf(asked: string | null): number {
  if (asked === null) return LARGEST_PAGE;
  const size = Number(asked);
  if (/^\d+$/.test(asked) && size >= 1 && size <= LARGEST_PAGE) return size;
  throw invalidArgument("max-buckets", asked, "Argument max-buckets must be an integer between 1 and 10000");
}

/** The page goes on after a bucket's name, whether that one is still there or not. */
function tokenAfter(name: string): string {
  return Buffer.from(`after ${name}`).toString("base64");
}

function nameAt(token: string): string {
  const [, name] = /^after ([a-z0-9.-]+)$/.exec(Buffer.from(token, "base64").toString("utf8")) ?? [];
  if (name !== undefined && token.length <= LONGEST_TOKEN) return name;
  throw invalidArgument("continuation-token", token, "The continuation token provided is incorrect");
}
