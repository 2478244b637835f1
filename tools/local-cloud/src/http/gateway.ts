import type { AwsRequest } from "./aws-request";
import type { AwsService } from "./aws-server";

export type ServedService =
  | "cloudtrail"
  | "dynamodb"
  | "events"
  | "lambda"
  | "logs"
  | "monitoring"
  | "organizations"
  | "s3"
  | "s3Control"
  | "scheduler"
  | "securityhub"
  | "sns"
  | "sqs"
  | "sts";

/** S3 Control signs as S3; its paths begin with the version of its API, which is no bucket's name. */
const S3_CONTROL_PATH = "/v20180820/";

/**
 * One address for every service, as `AWS_ENDPOINT_URL` wants it: the credential scope says which one is meant. A call
 * that is not signed is taken as S3's.
 */
export function gateway(
  services: Readonly<Record<ServedService, AwsService>>,
): (head: AwsRequest) => AwsService {
  const byName: ReadonlyMap<string, AwsService> = new Map(Object.entries(services));
  return ({ signature, path }) => {
    const service = signature?.service ?? "s3";
    if (service === "s3" && path.startsWith(S3_CONTROL_PATH)) return services.s3Control;
    return byName.get(service) ?? unknown(service);
  };
}

function unknown(service: string): AwsService {
  const handle = () => ({ status: 501, body: `the local cloud does not know the service ${service}` });
  return { handle, largestBody: 0, tooLarge: handle };
}
