import { environmentCredentials } from "@security-auto/credentials";
import { partitionOf, urlSuffixOf } from "@security-auto/iam-policy";
import { type JsonCaller, jsonCaller } from "@security-auto/private-bus";

/**
 * Where Organizations answers for a partition: its endpoint is one. Elsewhere it is the function's own region.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/ao.html
 */
const HOME = { aws: "us-east-1", "aws-cn": "cn-northwest-1", "aws-us-gov": "us-gov-west-1" };

/** @param region - the function's own */
export function accountDescriber(region: string): JsonCaller {
  const partition = partitionOf(region);
  const home = new Map(Object.entries(HOME)).get(partition) ?? region;
  return jsonCaller({
    service: "organizations",
    region: home,
    target: "AWSOrganizationsV20161128.DescribeAccount",
    url: () =>
      new URL(
        process.env["AWS_ENDPOINT_URL_ORGANIZATIONS"] ??
          process.env["AWS_ENDPOINT_URL"] ??
          `https://organizations.${home}.${urlSuffixOf(partition)}`,
      ),
    credentials: environmentCredentials,
  });
}
