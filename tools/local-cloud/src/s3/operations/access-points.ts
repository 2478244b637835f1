import type { AwsRequest } from "../../http/aws-request";
import type { Caller } from "../../identity/caller";
import { recordCall } from "../../identity/decide-call";
import { element, type Xml } from "../../xml/write-xml";
import { authorize } from "../bucket/authorize-call";
import type { AccessPoint, Bucket } from "../bucket/bucket";
import type { S3, S3Reply } from "../bucket/operation";
import { blockElement } from "../bucket/read-block";
import { accessDenied, S3Error } from "../bucket/s3-error";

/** A call of S3 Control about the access points of an account. */
export interface AccessPointsCall {
  readonly s3: S3;
  readonly request: AwsRequest;
  readonly caller: Caller;
  /** Whose access points are meant. */
  readonly accountId: string;
}

export interface AccessPointsOperation {
  readonly name:
    "ListAccessPoints" | "GetAccessPoint" | "GetAccessPointPolicy" | "GetAccessPointPolicyStatus";
  /** The access point that the path names. */
  readonly point?: string;
  readonly run: (call: AccessPointsCall) => S3Reply;
}

const NAMESPACE = "http://awss3control.amazonaws.com/doc/2018-08-20/";
const PATH = "/v20180820/accesspoint";
const MOST_AT_ONCE = 1000;

/** The operation that a request names, or `undefined` when it is none of these. Only reads are here. */
export function accessPointsOperation({ method, path }: AwsRequest): AccessPointsOperation | undefined {
  if (method !== "GET") return undefined;
  if (path === PATH) return { name: "ListAccessPoints", run: listAccessPoints };
  const [point = "", part, ...others] = path.startsWith(`${PATH}/`)
    ? path.slice(PATH.length + 1).split("/")
    : [];
  if (point === "" || others.length > 0) return undefined;
  switch (part) {
    case "policy":
      return { name: "GetAccessPointPolicy", point, run: (call) => getPolicy(call, point) };
    case "policyStatus":
      return { name: "GetAccessPointPolicyStatus", point, run: (call) => getPolicyStatus(call, point) };
    case undefined:
      return { name: "GetAccessPoint", point, run: (call) => getAccessPoint(call, point) };
    default:
      return undefined;
  }
}

/** Those of the account that is asked, also of another account's bucket; not those of other accounts. */
function listAccessPoints(call: AccessPointsCall): S3Reply {
  const { query } = call.request;
  const name = query.get("bucket");
  const bucket = name === null ? undefined : call.s3.store.bucket(name);
  permit(call, "s3:ListAccessPoints", bucket);
  const found = pointsOf(call).filter((each) => name === null || each.bucket.name === name);
  const first = Number(query.get("nextToken") ?? "0");
  const count = Math.min(Number(query.get("maxResults") ?? MOST_AT_ONCE), MOST_AT_ONCE);
  const page = found.slice(first, first + count);
  const next = first + count < found.length || bucket?.accessPoints?.more === true;
  return reply("ListAccessPointsResult", [
    element(
      "AccessPointList",
      page.map((each) =>
        element("AccessPoint", [...factsOf(each), element("AccessPointArn", each.point.arn)]),
      ),
    ),
    ...(next ? [element("NextToken", String(first + page.length))] : []),
  ]);
}

function getAccessPoint(call: AccessPointsCall, name: string): S3Reply {
  const found = needPoint(call, "s3:GetAccessPoint", name);
  return reply("GetAccessPointResult", [
    ...factsOf(found),
    blockElement(found.point.publicAccessBlock),
    element("AccessPointArn", found.point.arn),
  ]);
}

function getPolicy(call: AccessPointsCall, name: string): S3Reply {
  const { text } = needPolicy(needPoint(call, "s3:GetAccessPointPolicy", name));
  return reply("GetAccessPointPolicyResult", [element("Policy", text)]);
}

function getPolicyStatus(call: AccessPointsCall, name: string): S3Reply {
  const { isPublic } = needPolicy(needPoint(call, "s3:GetAccessPointPolicyStatus", name));
  const status = element("PolicyStatus", [element("IsPublic", String(isPublic))]);
  return reply("GetAccessPointPolicyStatusResult", [status]);
}

interface Found {
  readonly point: AccessPoint;
  readonly bucket: Bucket;
}

/** The account's access points in the region that the call was sent to. */
function pointsOf({ s3, request, accountId }: AccessPointsCall): readonly Found[] {
  const region = request.signature?.region;
  return [...s3.store.buckets]
    .filter((bucket) => region === undefined || bucket.region === region)
    .flatMap((bucket) => (bucket.accessPoints?.list ?? []).map((point) => ({ point, bucket })))
    .filter(({ point }) => point.accountId === accountId)
    .sort((a, b) => (a.point.name < b.point.name ? -1 : 1));
}

function needPoint(call: AccessPointsCall, action: string, name: string): Found {
  const found = pointsOf(call).find(({ point }) => point.name === name);
  permit(call, action, found?.bucket, found?.point);
  if (found !== undefined) return found;
  throw new S3Error("NoSuchAccessPoint", 404, "The specified accesspoint does not exist", {
    details: { AccessPointName: name },
  });
}

function needPolicy({ point }: Found): NonNullable<AccessPoint["policy"]> {
  if (point.policy !== undefined) return point.policy;
  throw new S3Error("NoSuchAccessPointPolicy", 404, "The specified accesspoint policy does not exist", {
    details: { AccessPointName: point.name },
  });
}

/** GetAccessPoint and ListAccessPoints work on no resource that IAM has a name for. */
function permit(
  { s3, request, caller, accountId }: AccessPointsCall,
  action: string,
  bucket: Bucket | undefined,
  point?: AccessPoint,
): void {
  const isOfPolicy = action.startsWith("s3:GetAccessPointPolicy");
  const asked = { caller, action, resource: isOfPolicy ? (point?.arn ?? "*") : "*" };
  if (bucket?.refused.has(action) === true) {
    recordCall(asked, { decision: "denied", because: `the scenario refuses ${action} to everybody` });
    throw accessDenied();
  }
  const ofPoint = point && {
    "s3:DataAccessPointAccount": point.accountId,
    "s3:DataAccessPointArn": point.arn,
    "s3:AccessPointNetworkOrigin": originOf(point),
  };
  const context = { "s3:ResourceAccount": accountId, ...ofPoint };
  authorize({ ...asked, request, resourceAccount: accountId, context }, s3);
}

function factsOf({ point, bucket }: Found): readonly Xml[] {
  return [
    element("Name", point.name),
    element("NetworkOrigin", originOf(point)),
    ...(point.vpc === undefined ? [] : [element("VpcConfiguration", [element("VpcId", point.vpc)])]),
    element("Bucket", bucket.name),
    element("BucketAccountId", bucket.accountId),
  ];
}

function originOf({ vpc }: AccessPoint): "VPC" | "Internet" {
  return vpc === undefined ? "Internet" : "VPC";
}

function reply(root: string, body: readonly Xml[]): S3Reply {
  return { status: 200, body: element(root, body, { xmlns: NAMESPACE }) };
}
