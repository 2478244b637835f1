import { randomUUID } from "node:crypto";
import type { AwsRequest } from "../http/aws-request";
import { accountOf, type Caller } from "../identity/caller";
import type { Follow } from "../service/call-trace";
import { userIdentity } from "./user-identity";

/** A call over HTTP that changes something, whether it worked or not. */
export interface RecordedWrite {
  readonly request: AwsRequest;
  readonly caller: Caller;
  /** As in the names of its principal and its events. Absent: `s3`. */
  readonly service?: string;
  /** CloudTrail's name of the call. */
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The bucket; absent where CloudTrail names none (CreateBucket, calls on an account). */
  readonly resource?: { readonly arn: string; readonly accountId: string };
  /** Whether a trail logged it when it came; absent: what there is now decides. */
  readonly wasLogged?: boolean;
  readonly errorCode?: string;
  readonly errorMessage?: string;
}

/** What hears of calls: what they lead to, and that they were made. */
export interface CallParts {
  readonly follow: Follow;
  readonly trail: Trail;
}

/** The trails of an account hand management events on to its default bus. */
export interface Trail {
  /** Whether calls that change something in a region of an account are handed on now. */
  logsWrites(accountId: string, region: string): boolean;
  record(write: RecordedWrite): void;
}

/**
 * The events of a write: one for the caller's account and, when it worked, one for the owner of the bucket. An account whose trails do not
 * log it has none.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
 */
export function eventsOf(write: RecordedWrite, trails: Pick<Trail, "logsWrites">): readonly object[] {
  const { caller, resource, errorCode, request, service = "s3", wasLogged } = write;
  const own = accountOf(caller);
  const owner = errorCode === undefined || own === undefined ? resource?.accountId : undefined;
  const accounts = [...new Set([own, owner].filter((account) => account !== undefined))];
  const shared = accounts.length > 1 ? { sharedEventID: randomUUID() } : {};
  const time = `${new Date().toISOString().slice(0, 19)}Z`;
  const region = request.signature?.region ?? "us-east-1";
  const logged = accounts.filter((account) => wasLogged ?? trails.logsWrites(account, region));
  return logged.map((account) => ({
    version: "0",
    id: randomUUID(),
    "detail-type": "AWS API Call via CloudTrail",
    source: `aws.${service}`,
    account,
    time,
    region,
    resources: [],
    detail: { ...detailOf(write, account, time, region), ...shared },
  }));
}

function detailOf(write: RecordedWrite, account: string, time: string, region: string) {
  const { request, caller, service = "s3", name, parameters, resource, errorCode, errorMessage } = write;
  const host = parameters["Host"];
  return {
    eventVersion: "1.11",
    userIdentity: userIdentity(caller, account),
    eventTime: time,
    eventSource: `${service}.amazonaws.com`,
    eventName: name,
    awsRegion: region,
    sourceIPAddress: "127.0.0.1",
    userAgent: `[${request.headers["user-agent"] ?? ""}]`,
    ...(errorCode !== undefined && { errorCode, errorMessage }),
    requestParameters: parameters,
    responseElements: null,
    ...(service === "s3" && {
      additionalEventData: {
        SignatureVersion: "SigV4",
        CipherSuite: "TLS_AES_128_GCM_SHA256",
        bytesTransferredIn: Buffer.byteLength(request.body),
        AuthenticationMethod: "AuthHeader",
        bytesTransferredOut: 0,
      },
    }),
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
      clientProvidedHostHeader: host ?? `${service}.${region}.amazonaws.com`,
    },
  };
}
