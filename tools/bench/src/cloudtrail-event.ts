/** A call as CloudTrail tells of it. What is not given is as for a call of S3 in the account. */
export interface Call {
  readonly eventName: string;
  readonly requestParameters: object;
  readonly account: string;
  readonly source?: string;
  readonly eventSource?: string;
  /** Further fields of `detail`. */
  readonly more?: object;
}

/** The event of a call, as EventBridge delivers it. */
export function cloudTrailEvent({
  eventName,
  requestParameters,
  account,
  source = "aws.s3",
  eventSource = "s3.amazonaws.com",
  more = {},
}: Call): object {
  return {
    version: "0",
    id: "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
    "detail-type": "AWS API Call via CloudTrail",
    source,
    account,
    time: "2026-01-31T09:14:02Z",
    region: "us-west-2",
    resources: [],
    detail: {
      eventVersion: "1.11",
      userIdentity: {
        type: "AssumedRole",
        principalId: "AROAEXAMPLE:alex",
        arn: `arn:aws:sts::${account}:assumed-role/Engineer/alex`,
        accountId: account,
      },
      eventTime: "2026-01-31T09:14:02Z",
      eventSource,
      eventName,
      awsRegion: "us-west-2",
      sourceIPAddress: "192.0.2.10",
      userAgent: "aws-cli/2.15.0",
      requestParameters,
      responseElements: null,
      eventID: "0f0f0f0f-0000-4000-8000-000000000001",
      readOnly: /^(?:Get|List)/.test(eventName),
      eventType: "AwsApiCall",
      managementEvent: true,
      recipientAccountId: account,
      eventCategory: "Management",
      ...more,
    },
  };
}
