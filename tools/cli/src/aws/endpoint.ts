import { UsageError } from "../core/usage-error";

/** Where the SDK takes an endpoint from that no option names. */
const VARIABLES = [
  "AWS_ENDPOINT_URL",
  "AWS_ENDPOINT_URL_SQS",
  "AWS_ENDPOINT_URL_LAMBDA",
  "AWS_ENDPOINT_URL_SNS",
  "AWS_ENDPOINT_URL_DYNAMODB",
  "AWS_ENDPOINT_URL_STS",
  "AWS_ENDPOINT_URL_S3",
  "AWS_ENDPOINT_URL_CLOUDFORMATION",
  "AWS_ENDPOINT_URL_CLOUDWATCH",
  "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS",
] as const;

/**
 * Checks what answers in place of AWS: the option, or else what the SDK reads in the environment.
 *
 * @throws UsageError that names which of them is no URL
 */
export function checkEndpoint(option: string | undefined, variables = process.env): void {
  // The SDK takes an empty variable for none.
  const set = VARIABLES.map((name) => [name, variables[name]] as const).filter(([, value]) => value !== "");
  for (const [name, value] of option === undefined ? set : [["--endpoint", option] as const]) {
    if (value === undefined || isHttpUrl(value)) continue;
    throw new UsageError(`${name} needs an http(s) URL such as http://127.0.0.1:4566, not ${value}`);
  }
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol);
}
