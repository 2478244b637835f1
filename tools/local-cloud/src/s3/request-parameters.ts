import { partitionOf, urlSuffixOf } from "@security-auto/iam-policy";
import type { AwsRequest } from "../http/aws-request";
import { parseJson } from "../core/json";
import { parseXml } from "../xml/parse-xml";
import { xmlToJson } from "../xml/xml-to-json";
import { grantHeaders } from "./bucket/read-acl";

/**
 * What CloudTrail shows of a request to a bucket: its name, the host as it is in AWS, the part of the configuration as a key
 * with an empty value, headers that matter, the body as JSON.
 */
export function requestParameters(
  request: AwsRequest,
  bucketName: string,
  subresource?: string,
): Readonly<Record<string, unknown>> {
  const region = request.signature?.region ?? "us-east-1";
  const canned = request.headers["x-amz-acl"];
  const grants = grantHeaders(request);
  const ownership = request.headers["x-amz-object-ownership"];
  return {
    ...bodyParameters(request, subresource),
    bucketName,
    Host: `${bucketName}.s3.${region}.${urlSuffixOf(partitionOf(region))}`,
    ...(subresource !== undefined && { [subresource]: "" }),
    ...(canned !== undefined && { "x-amz-acl": canned }),
    ...(ownership !== undefined && { "x-amz-object-ownership": ownership }),
    ...(Object.keys(grants).length > 0 && { accessControlList: grants }),
  };
}

/** What CloudTrail shows of a body: unreadable text is left out. */
export function bodyParameters(
  { body, method }: AwsRequest,
  subresource?: string,
): Readonly<Record<string, unknown>> {
  if (method !== "PUT" || body === "") return {};
  if (subresource === "policy") {
    const policy = parseJson(body);
    return typeof policy === "object" ? { bucketPolicy: policy } : {};
  }
  const parsed = parseXml(body);
  return parsed.success ? { [parsed.data.name]: xmlToJson(parsed.data) } : {};
}
