import { randomUUID } from "node:crypto";
import type { AwsRequest } from "../http/aws-request";
import { accountOf, type Caller } from "../identity/caller";
import { userIdentity } from "./user-identity";

/** A write over the API of S3, whether it worked or not. */
export interface RecordedWrite {
  readonly request: AwsRequest;
  readonly caller: Caller;
  /** CloudTrail's name of the call. */
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The bucket; absent where CloudTrail names none (CreateBucket, calls on an account). */
  readonly resource?: { readonly arn: string; readonly accountId: string };
  readonly errorCode?: string;
  readonly errorMessage?: string;
}

/** Every account has a trail that hands management events on to its default bus. */
export interface Trail {
  record(write: RecordedWrite): void;
}

/**
 * The events of a write: one for the caller's account and, when it worked, one for the owner of the bucket.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
 */
export function eventsOf(write: RecordedWrite): readonly object[] {
  const { caller, resource, errorCode, request } = write;
  const own = accountOf(caller);
  const owner = errorCode === undefined || own === undefined ? resource?.accountId : undefined;
  const accounts = [...new Set([own, owner].filter((account) => account !== undefined))];
  const shared = accounts.length > 1 ? { sharedEventID: randomUUID() } : {};
  const time = `${new Date().toISOString().slice(0, 19)}Z`;
  const region = request.signature?.region ?? "us-east-1";
  return accounts.map((account) => ({
    version: "0",
    id: randomUUID(),
    "detail-type": "AWS API Call via CloudTrail",
    source: "aws.s3",
    account,
    time,
    region,
    resources: [],
    detail: { ...detailOf(write, account, time, region), ...shared },
  }));
}

function detailOf(write: RecordedWrite, account: string, time: string, region: string) {
  const { request, caller, name, parameters, resource, errorCode, errorMessage } = write;
  const host = parameters["Host"];
  return {
    eventVersion: "1.11",
    userIdentity: userIdentity(caller, account),
    eventTime: time,
    eventSource: "s3.amazonaws.com",
    eventName: name,
    awsRegion: region,
    sourceIPAddress: "127.0.0.1",
    userAgent: `[${request.headers["user-agent"] ?? ""}]`,
    ...(errorCode !== undefined && { errorCode, errorMessage }),
    requestParameters: parameters,
    responseElements: null,
    additionalEventData: {
      SignatureVersion: "SigV4",
      CipherSuite: "TLS_AES_128_GCM_SHA256",
      bytesTransferredIn: Buffer.byteLength(request.body),
      AuthenticationMethod: "AuthHeader",
      bytesTransferredOut: 0,
    },
    requestID: request.requestId,
    eventID: randomUUID(),
    readOnly: false,
    ...(resource !== undefined && {
      resources: [{ accountId: resource.accountId, type: "AWS::S3::Bucket", ARN: resource.arn }],
    }),
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: "Management",
    tlsDetails: {
      tlsVersion: "TLSv1.3",
      cipherSuite: "TLS_AES_128_GCM_SHA256",
      clientProvidedHostHeader: host,
    },
  };
}
