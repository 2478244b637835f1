import { partitionOf, urlSuffixOf } from "@security-auto/iam-policy";

/**
 * Where a region's EventBridge is called. `AWS_ENDPOINT_URL_EVENTBRIDGE` and `AWS_ENDPOINT_URL` name another address, as for the
 * SDK's clients. The SDK's own rules are not in a function's bundle; the spec holds this function against them.
 *
 * @throws RangeError when the region is none of a known partition
 * @see https://docs.aws.amazon.com/general/latest/gr/ev.html
 */
export function eventsEndpoint(region: string, env: NodeJS.ProcessEnv = process.env): URL {
  const given = env["AWS_ENDPOINT_URL_EVENTBRIDGE"] ?? env["AWS_ENDPOINT_URL"];
  return new URL(given ?? `https://events.${region}.${urlSuffixOf(partitionOf(region))}`);
}
