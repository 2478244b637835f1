import type { AwsHandler } from "./aws-server";

export type ServedService = "lambda" | "s3" | "s3Control" | "sns" | "sqs" | "sts";

/** S3 Control signs as S3; its paths begin with the version of its API, which is no bucket's name. */
const S3_CONTROL_PATH = "/v20180820/";

/**
 * One address for every service, as `AWS_ENDPOINT_URL` wants it: the credential scope tells which one is meant. A call
 * that is not signed is taken as S3's.
 */
export function gateway(handlers: Readonly<Record<ServedService, AwsHandler>>): AwsHandler {
  const services: ReadonlyMap<string, AwsHandler> = new Map(Object.entries(handlers));
  return (request) => {
    const service = request.signature?.service ?? "s3";
    if (service === "s3" && request.path.startsWith(S3_CONTROL_PATH)) return handlers.s3Control(request);
    const handle = services.get(service);
    return handle === undefined
      ? { status: 501, body: `the local cloud does not know the service ${service}` }
      : handle(request);
  };
}
