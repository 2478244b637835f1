/** Nine events of a bus that sees S3 management calls and some others; four change access. */
export function sampleEvents(): readonly unknown[] {
  const samples = [
    s3Call("PutBucketTagging", { bucketName: "ledger", tagging: "" }),
    s3Call("PutBucketPolicy", { bucketName: "ledger", policy: "", bucketPolicy: {} }),
    s3Call("DeleteBucketPublicAccessBlock", { bucketName: "site", publicAccessBlock: "" }),
    s3Call("PutAccountPublicAccessBlock", { accountId: "111122223333" }),
    s3Call("GetBucketAcl", { bucketName: "ledger", acl: "" }),
    s3Call("ListBuckets", {}),
    { ...s3Call("PutBucketAcl", { bucketName: "ledger" }, { errorCode: "AccessDenied" }) },
    call("aws.iam", "iam.amazonaws.com", "CreateRole", { roleName: "reader" }),
    {
      ...call("aws.ec2", "", "", {}),
      "detail-type": "EC2 Instance State-change Notification",
      detail: { "instance-id": "i-0123456789abcdef0", state: "running" },
    },
  ];
  // As they come from the wire: parsed from text, no two alike in memory.
  return samples.map((sample): unknown => JSON.parse(JSON.stringify(sample)));
}

function s3Call(eventName: string, requestParameters: object, more: object = {}): object {
  return call("aws.s3", "s3.amazonaws.com", eventName, requestParameters, more);
}

function call(
  source: string,
  eventSource: string,
  eventName: string,
  requestParameters: object,
  more: object = {},
): object {
  return {
    version: "0",
    id: "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
    "detail-type": "AWS API Call via CloudTrail",
    source,
    account: "111122223333",
    time: "2025-01-01T00:00:00Z",
    region: "us-west-2",
    resources: [],
    detail: {
      eventVersion: "1.11",
      userIdentity: {
        type: "AssumedRole",
        principalId: "AROAEXAMPLE:alex",
        arn: "arn:aws:sts::111122223333:assumed-role/Engineer/alex",
        accountId: "111122223333",
      },
      eventTime: "2025-01-01T00:00:00Z",
      eventSource,
      eventName,
      awsRegion: "us-west-2",
      sourceIPAddress: "192.0.2.10",
      userAgent: "aws-cli/2.15.0",
      ...more,
      requestParameters,
      responseElements: null,
      eventID: "0f0f0f0f-0000-4000-8000-000000000001",
      readOnly: eventName.startsWith("Get") || eventName.startsWith("List"),
      eventType: "AwsApiCall",
      managementEvent: true,
      recipientAccountId: "111122223333",
      eventCategory: "Management",
    },
  };
}
