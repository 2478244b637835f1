import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { S3ControlClient } from "@aws-sdk/client-s3-control";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { STSClient } from "@aws-sdk/client-sts";
import {
  type Credentials,
  type CredentialsFor,
  type LocalCloud,
  type LocalCloudOptions,
  parseScenario,
} from "../src/index";
import { startPipeline } from "./cloud";

/** Accounts of the specs: two members of the organization, and a stranger. */
export const LEDGER = "210987654321";
export const HARBOR = "345612789045";
export const STRANGER = "999900001111";
export const REGION = "us-west-2";

/** A cloud with the buckets of a spec. */
export function startWith(scenario: unknown, options: Partial<LocalCloudOptions> = {}): Promise<LocalCloud> {
  return startPipeline({}, undefined, { scenario: parseScenario(scenario, "scenario"), ...options });
}

const common = (credentials: Credentials, region: string) => ({ region, credentials, maxAttempts: 1 });

export function s3Of(cloud: LocalCloud, who: CredentialsFor | Credentials, region = REGION): S3Client {
  const { s3: endpoint } = cloud.endpoints;
  return new S3Client({ ...common(credentialsOf(cloud, who), region), endpoint, forcePathStyle: true });
}

export function stsOf(cloud: LocalCloud, who: CredentialsFor | Credentials, region = REGION): STSClient {
  return new STSClient({ ...common(credentialsOf(cloud, who), region), endpoint: cloud.endpoints.sts });
}

/** The clients of what is failed and tried again; `endpoint` when it is not each service's own. */
export function redriversOf(
  cloud: LocalCloud,
  who: CredentialsFor | Credentials,
  { endpoint, region = REGION }: { readonly endpoint?: string; readonly region?: string } = {},
): { readonly sqs: SQSClient; readonly lambda: LambdaClient; readonly sns: SNSClient } {
  const config = common(credentialsOf(cloud, who), region);
  const { sqs, lambda, sns } = cloud.endpoints;
  return {
    sqs: new SQSClient({ ...config, endpoint: endpoint ?? sqs }),
    lambda: new LambdaClient({ ...config, endpoint: endpoint ?? lambda }),
    sns: new SNSClient({ ...config, endpoint: endpoint ?? sns }),
  };
}

/** Nothing can stand before an IP address, so the account's label is taken off the host. */
export function s3ControlOf(cloud: LocalCloud, who: CredentialsFor | Credentials): S3ControlClient {
  const client = new S3ControlClient(common(credentialsOf(cloud, who), REGION));
  const { hostname, port } = new URL(cloud.endpoints.s3Control);
  client.middlewareStack.add(
    (next) => (args) => {
      Object.assign(args.request as object, { protocol: "http:", hostname, port: Number(port) });
      return next(args);
    },
    { step: "build", priority: "high" },
  );
  return client;
}

function credentialsOf(cloud: LocalCloud, who: CredentialsFor | Credentials): Credentials {
  return "accessKeyId" in who ? who : cloud.credentials(who);
}

/** What a call failed with, by name and status; the name is what S3 or STS calls the error. */
export async function failureOf(
  call: Promise<unknown>,
): Promise<{ name: string; status: number | undefined; message: string }> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const metadata = "$metadata" in error ? (error.$metadata as { httpStatusCode?: number }) : {};
    return { name: error.name, status: metadata.httpStatusCode, message: error.message };
  }
  throw new Error("the call did not fail");
}

export const allow = (
  action: string | string[],
  resource: string | string[] = "*",
  condition?: object,
): object => ({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: action, Resource: resource, ...(condition && { Condition: condition }) },
  ],
});
