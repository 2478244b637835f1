import { isIP } from "node:net";

/** A service, as the SDK names it in `AWS_ENDPOINT_URL_...`. */
export type ConfiguredService = "S3" | "S3_CONTROL" | "STS";

/**
 * The endpoint that the environment sets for a service, by the rules of the SDK, which reads it by itself.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function configuredEndpoint(
  service: ConfiguredService,
  env: NodeJS.ProcessEnv = process.env,
): URL | undefined {
  if (env["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] === "true") return undefined;
  // Set to nothing is not set.
  const url = [env[`AWS_ENDPOINT_URL_${service}`], env["AWS_ENDPOINT_URL"]].find(
    (one) => one !== undefined && one !== "",
  );
  return url === undefined ? undefined : new URL(url);
}

/** Whether a host can have no names below it: nothing may be put before an IP address or `localhost`. */
export function isBareHost({ hostname }: URL): boolean {
  const address = hostname.replace(/^\[(.*)\]$/, "$1");
  return address === "localhost" || isIP(address) !== 0;
}
