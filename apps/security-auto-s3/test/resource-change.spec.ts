import { change } from "./change";
import { denyingAws } from "./denying-aws";
import { invokeBundle } from "./invoke-bundle";

const aws = denyingAws();
const invoke = (service: string, detail: object) =>
  invokeBundle(
    process.execPath,
    {
      ...change,
      source: `aws.${service}`,
      detail: { ...change.detail, eventSource: `${service}.amazonaws.com`, resources: undefined, ...detail },
    },
    aws,
  );

test.each([
  [
    "an access point without its bucket",
    "s3",
    { eventName: "PutAccessPointPolicy", requestParameters: { name: "ledger-read" } },
    { scope: "access point", subject: "ledger-read", bucket: null },
    "access points are judged with their bucket only",
  ],
  [
    "where a bucket is copied to",
    "s3",
    {
      eventName: "PutBucketReplication",
      requestParameters: {
        bucketName: "ledger-archive",
        ReplicationConfiguration: { Rule: { Destination: { Bucket: "arn:aws:s3:::elsewhere" } } },
      },
    },
    { scope: "copies", subject: "arn:aws:s3:::elsewhere", bucket: "ledger-archive" },
    "replication copies data",
  ],
  [
    "Access Grants of an account",
    "s3",
    { eventName: "PutAccessGrantsInstanceResourcePolicy", requestParameters: null },
    { scope: "access grants", subject: null, bucket: null },
    "S3 Access Grants give access beside the policies of buckets",
  ],
  [
    "a directory bucket",
    "s3express",
    { eventName: "PutBucketPolicy", requestParameters: { bucketName: "ledger--usw2-az1--x-s3" } },
    { scope: "directory bucket", subject: "ledger--usw2-az1--x-s3", bucket: null },
    "a directory bucket has a policy of another kind",
  ],
])("of %s is logged, counted and unknown, with the reason", async (_, service, detail, named, because) => {
  const { records, warnings, response } = await invoke(service, detail);
  const assessment = {
    ...named,
    call: detail.eventName,
    verdict: "unknown",
    isPublic: "unknown",
    objects: "unknown",
    exposure: { atLeast: "private", atMost: "public" },
    evidence: [{ source: named.scope, because: expect.stringContaining(because) as string }],
  };
  expect(response).toMatchObject({ statusCode: 200, assessment });
  expect(records[1]).toMatchObject({ message: "S3 access assessment", assessment });
  expect(records[2]).toMatchObject({ Verdict: "unknown", Assessments: 1, AwsCalls: 0 });
  expect(warnings).toEqual([]);
  expect(aws.calls).toEqual([]);
});

test("of an access point whose bucket is named leads to judging the bucket as it stands", async () => {
  const { response } = await invoke("s3", {
    eventName: "CreateAccessPoint",
    requestParameters: { name: "ledger-read", CreateAccessPointRequest: { Bucket: "ledger-archive" } },
  });
  expect(response).toMatchObject({
    assessment: { call: "CreateAccessPoint", scope: "bucket", bucket: "ledger-archive" },
  });
  expect(aws.calls).toContain("GET /ledger-archive/?policy=");
});
