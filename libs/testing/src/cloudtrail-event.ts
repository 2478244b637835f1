import { knownPartitionOf } from "@security-auto/iam-policy";

/** A call as CloudTrail records it. What is absent is as for a write to a bucket in S3. */
export interface RecordedCall {
  /** CloudTrail's name of the call. */
  readonly eventName: string;
  /** Of who is recorded: the owner of the bucket. */
  readonly account?: string;
  readonly region?: string;
  /** Stands in `requestParameters` and `resources`; absent: the call names none. */
  readonly bucket?: string;
  /** Further parameters of the request. */
  readonly parameters?: object;
  /** As EventBridge names the service. Default: `aws.s3`. */
  readonly source?: string;
  /** As CloudTrail names the service. Default: `s3.amazonaws.com`. */
  readonly eventSource?: string;
  /** ISO 8601, to the second. */
  readonly time?: string;
  /** Of the delivery. */
  readonly id?: string;
  /** Of the recorded call. */
  readonly eventID?: string;
  /** Further fields of `detail`, in place of those that stand there; `undefined`: not there once it is JSON. */
  readonly detail?: object;
}

/** An event that EventBridge delivers of a call that CloudTrail recorded. */
export type CloudTrailEvent = Readonly<{
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": "AWS API Call via CloudTrail";
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly [];
  readonly detail: {
    readonly eventName: string;
    readonly eventID: string;
    readonly resources?: readonly {
      readonly accountId: string;
      readonly type: string;
      readonly ARN: string;
    }[];
    readonly [field: string]: unknown;
  };
}>;

/**
 * The event of a call, in the shape in which AWS sends it since `eventVersion` 1.11.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function cloudTrailEvent({
  eventName,
  account = "444455556666",
  region = "us-west-2",
  bucket,
  parameters = {},
  source = "aws.s3",
  eventSource = "s3.amazonaws.com",
  time = "2026-03-04T09:14:02Z",
  id = "b6a7c1de-0c11-4f0b-9d35-40b9f8a2c001",
  eventID = "1c7e2b63-9d4c-4f1f-8e68-3c2d5b8f0a12",
  detail = {},
}: RecordedCall): CloudTrailEvent {
  const partition = knownPartitionOf(region) ?? "aws";
  return {
    version: "0",
    id,
    "detail-type": "AWS API Call via CloudTrail",
    source,
    account,
    time,
    region,
    resources: [],
    detail: {
      eventVersion: "1.11",
      userIdentity: {
        type: "IAMUser",
        principalId: "AIDAEXAMPLE0000000001",
        arn: `arn:${partition}:iam::${account}:user/release-bot`,
        accountId: account,
        userName: "release-bot",
      },
      eventTime: time,
      eventSource,
      eventName,
      awsRegion: region,
      sourceIPAddress: "192.0.2.10",
      userAgent: "aws-cli/2.15.0",
      requestParameters: { ...(bucket !== undefined && { bucketName: bucket }), ...parameters },
      responseElements: null,
      eventID,
      readOnly: /^(?:Get|List|Head)/.test(eventName),
      ...(bucket !== undefined && {
        resources: [{ accountId: account, type: "AWS::S3::Bucket", ARN: `arn:${partition}:s3:::${bucket}` }],
      }),
      eventType: "AwsApiCall",
      managementEvent: true,
      recipientAccountId: account,
      eventCategory: "Management",
      ...detail,
    },
  };
}
