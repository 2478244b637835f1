import { cloudTrailEvent } from "./cloudtrail-event";

test("a write names its bucket among the parameters and the resources", () => {
  const { account, detail } = cloudTrailEvent({ eventName: "PutBucketPolicy", bucket: "ledger" });
  expect(detail).toMatchObject({
    eventSource: "s3.amazonaws.com",
    requestParameters: { bucketName: "ledger" },
    resources: [{ accountId: account, type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::ledger" }],
    readOnly: false,
    recipientAccountId: account,
  });
});

test("the ARNs are of the partition that the region belongs to", () => {
  const { account, detail } = cloudTrailEvent({
    eventName: "PutBucketPolicy",
    bucket: "ledger",
    region: "cn-north-1",
  });
  expect(detail).toMatchObject({
    userIdentity: { arn: `arn:aws-cn:iam::${account}:user/release-bot` },
    resources: [{ ARN: "arn:aws-cn:s3:::ledger" }],
  });
});

test.each(["GetBucketAcl", "ListBuckets", "HeadBucket"])("%s only reads", (eventName) => {
  expect(cloudTrailEvent({ eventName }).detail["readOnly"]).toBe(true);
});

test("what is given of the detail stands in place of what would stand there", () => {
  const { detail } = cloudTrailEvent({
    eventName: "PutBucketPolicy",
    bucket: "ledger",
    detail: { errorCode: "AccessDenied", resources: undefined },
  });
  expect(JSON.parse(JSON.stringify(detail))).toMatchObject({ errorCode: "AccessDenied" });
  expect(JSON.parse(JSON.stringify(detail))).not.toHaveProperty("resources");
});
