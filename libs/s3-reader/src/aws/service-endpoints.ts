import { isIP } from "node:net";
import type { S3ClientConfig } from "@aws-sdk/client-s3";
import { dualStackSuffixOf, partitionOf, urlSuffixOf } from "@security-auto/iam-policy";

/** What the SDK knows when it asks where to send a call. The names are the SDK's. */
export interface EndpointParameters {
  readonly Region?: string | undefined;
  readonly UseFIPS?: boolean | undefined;
  readonly UseDualStack?: boolean | undefined;
  /** Set by the environment. */
  readonly Endpoint?: string | undefined;
}

/** Where a call is sent, and how it is signed; in the SDK's shape. */
export type ServiceEndpoint = ReturnType<NonNullable<S3ClientConfig["endpointProvider"]>>;

/** A name that may stand before a host name as one label of it. Others go into the path. */
const ONE_LABEL = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

// The SDK finds an endpoint by a set of rules for every feature of S3: 30 KB of the bundle, for the three addresses
// that are called here. The specs hold these functions against the SDK's rules.

/**
 * Where S3 is called about a bucket.
 *
 * @throws RangeError when the region is none of a known partition
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
export function s3Endpoint({
  Bucket,
  ForcePathStyle,
  ...parameters
}: EndpointParameters & {
  readonly Bucket?: string | undefined;
  readonly ForcePathStyle?: boolean | undefined;
}): ServiceEndpoint {
  const base = baseOf("s3", parameters);
  if (Bucket === undefined) return forS3(base, parameters);
  const isName = ForcePathStyle !== true && !isBareHost(base) && isLabel(Bucket, base);
  const url = isName ? below(Bucket, base) : inPath(Bucket, base);
  return forS3(url, parameters);
}

/**
 * Where S3 Control is called about an account: at a host name that begins with the account. Below an IP address or
 * `localhost` there is no such name; the account is in the header `x-amz-account-id` in any case.
 *
 * @throws RangeError when the region is none of a known partition
 * @see https://docs.aws.amazon.com/general/latest/gr/s3.html
 */
export function s3ControlEndpoint({
  AccountId = "",
  ...parameters
}: EndpointParameters & { readonly AccountId?: string | undefined }): ServiceEndpoint {
  const base = baseOf("s3-control", parameters);
  return forS3(isBareHost(base) ? base : below(AccountId, base), parameters);
}

/**
 * Where a region's STS is called.
 *
 * @throws RangeError when the region is none of a known partition
 * @see https://docs.aws.amazon.com/general/latest/gr/sts.html
 */
export function stsEndpoint(parameters: EndpointParameters): ServiceEndpoint {
  return { url: baseOf("sts", parameters), headers: {}, properties: {} };
}

function baseOf(
  service: "s3" | "s3-control" | "sts",
  { Region = "", UseFIPS = false, UseDualStack = false, Endpoint }: EndpointParameters,
): URL {
  const partition = partitionOf(Region);
  if (UseFIPS && partition === "aws-cn" && service !== "sts")
    throw new RangeError(`S3 has no FIPS endpoint in ${Region}`);
  if (Endpoint !== undefined) {
    // S3 Control alone is called at an endpoint of one's own with FIPS asked for.
    if (UseDualStack || (UseFIPS && service !== "s3-control"))
      throw new RangeError(
        `the endpoint ${Endpoint} can be neither FIPS nor dual-stack: AWS has no say in it`,
      );
    return new URL(Endpoint);
  }
  if (service === "sts") {
    const suffix = UseDualStack ? dualStackSuffixOf(partition) : urlSuffixOf(partition);
    // In GovCloud (US) every endpoint of STS is one.
    const fips = UseFIPS && (UseDualStack || partition !== "aws-us-gov") ? "-fips" : "";
    return new URL(`https://sts${fips}.${Region}.${suffix}`);
  }
  const fips = UseFIPS ? "-fips" : "";
  const dualStack = UseDualStack ? ".dualstack" : "";
  return new URL(`https://${service}${fips}${dualStack}.${Region}.${urlSuffixOf(partition)}`);
}

/** Whether a host can have no names below it: nothing may be put before an IP address or `localhost`. */
function isBareHost({ hostname }: URL): boolean {
  const address = hostname.replace(/^\[(.*)\]$/, "$1");
  return address === "localhost" || isIP(address) !== 0;
}

/** No certificate of S3 covers a name with dots. */
function isLabel(bucket: string, { protocol }: URL): boolean {
  const labels = protocol === "http:" ? bucket.split(".") : [bucket];
  return labels.every((label) => ONE_LABEL.test(label)) && isIP(bucket) === 0;
}

function below(label: string, base: URL): URL {
  return new URL(`${base.protocol}//${label}.${base.host}${base.pathname}`);
}

function inPath(bucket: string, base: URL): URL {
  return new URL(`${base.origin}${base.pathname.replace(/\/*$/, "/")}${encodeURIComponent(bucket)}`);
}

function forS3(url: URL, { Region = "" }: EndpointParameters): ServiceEndpoint {
  const scheme = {
    name: "sigv4",
    signingName: "s3",
    signingRegion: Region,
    disableDoubleEncoding: true,
    properties: {},
  };
  return { url, headers: {}, properties: { authSchemes: [scheme] } };
}
