import { parseArn } from "@security-auto/iam-policy";
import { parseJson, type JsonObject, at, isObject } from "../core/json";
import type { AwsRequest } from "../http/aws-request";
import { blockElement } from "../s3/bucket/read-block";
import { S3_NAMESPACE } from "../s3/bucket/operation";
import { documentOf } from "../xml/write-xml";

/** A call of AWS's API that a schedule makes. */
export interface ApiCall {
  /** The permission it takes. */
  readonly action: string;
  readonly service: "s3";
  readonly request: Pick<AwsRequest, "method" | "path" | "query" | "headers" | "body">;
}

/** By service and call, as the ARN of the target has them. */
const CALLS: Readonly<
  Record<string, { readonly action: string; read(input: JsonObject): ApiCall["request"] }>
> = {
  "s3:putPublicAccessBlock": {
    action: "s3:PutBucketPublicAccessBlock",
    read: (input) => ({
      method: "PUT",
      path: `/${String(at(input, "Bucket"))}`,
      query: new URLSearchParams({ publicAccessBlock: "" }),
      headers: ownerHeader(input),
      body: documentOf(
        blockElement(
          {
            blockPublicAcls: isOn(input, "BlockPublicAcls"),
            ignorePublicAcls: isOn(input, "IgnorePublicAcls"),
            blockPublicPolicy: isOn(input, "BlockPublicPolicy"),
            restrictPublicBuckets: isOn(input, "RestrictPublicBuckets"),
          },
          S3_NAMESPACE,
        ),
      ),
    }),
  },
};

const isOn = (input: JsonObject, flag: string): boolean =>
  at(input, "PublicAccessBlockConfiguration", flag) === true;

function ownerHeader(input: JsonObject): Readonly<Record<string, string>> {
  const owner = at(input, "ExpectedBucketOwner");
  return typeof owner === "string" ? { "x-amz-expected-bucket-owner": owner } : {};
}

/**
 * Which call a target names, such as `arn:aws:scheduler:::aws-sdk:s3:putPublicAccessBlock`; `undefined` where it is none that is made here.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html
 */
function knownCall(targetArn: string) {
  const { service, resource } = parseArn(targetArn) ?? {};
  const name = service === "scheduler" ? /^aws-sdk:(.+)$/.exec(resource ?? "")?.[1] : undefined;
  return name === undefined ? undefined : CALLS[name];
}

/** The permission that the call of a target takes; `undefined` where it is none that is made here. */
export const actionOf = (targetArn: string): string | undefined => knownCall(targetArn)?.action;

/** The call that a target names, with its input. */
export function apiCall(targetArn: string, input: string): ApiCall | undefined {
  const known = knownCall(targetArn);
  const parsed = parseJson(input);
  if (known === undefined || !isObject(parsed)) return undefined;
  return { action: known.action, service: "s3", request: known.read(parsed) };
}
