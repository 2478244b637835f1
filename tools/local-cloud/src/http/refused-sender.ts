import { dualStackSuffixOf, PARTITIONS, urlSuffixOf } from "@security-auto/iam-policy";
import type { AwsRequest } from "./aws-request";

/** Names of this machine. */
const LOOPBACK = new Set(["127.0.0.1", "[::1]", "localhost"]);
/** Behind `localhost`, and what clients of AWS send when only their connection is led here. */
const SUFFIXES: readonly string[] = [
  "localhost",
  ...PARTITIONS.flatMap((partition) => [urlSuffixOf(partition), dualStackSuffixOf(partition)]),
].map((domain) => `.${domain}`);

/**
 * Why a request is not answered at all: a web page sent it, or may have. Pages can send requests to the loopback interface, also under a name
 * of their own that resolves to it; a browser then sends the page's origin, or asks for that name.
 *
 * @see https://fetch.spec.whatwg.org/#origin-header
 */
export function refusedSender({ host, headers }: AwsRequest): string | undefined {
  const site = headers["sec-fetch-site"];
  if (headers["origin"] !== undefined || (site !== undefined && site !== "none")) {
    return "the local cloud answers programs, no web pages: this request has an Origin";
  }
  return LOOPBACK.has(host) || SUFFIXES.some((suffix) => host.endsWith(suffix))
    ? undefined
    : `the local cloud answers on 127.0.0.1 and localhost, and the names of AWS: ${JSON.stringify(host)} is none of them`;
}
