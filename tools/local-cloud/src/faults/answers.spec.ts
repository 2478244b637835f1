import { GetBucketAclCommand, GetBucketTaggingCommand, PutBucketTaggingCommand } from "@aws-sdk/client-s3";
import { GetPublicAccessBlockCommand } from "@aws-sdk/client-s3-control";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { stopClouds } from "../../test/cloud";
import { failureOf, LEDGER, s3ControlOf, s3Of, startWith, stsOf } from "../../test/services";
import type { Fault, LocalCloud } from "../index";

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startWith({
    accounts: [{ id: LEDGER, publicAccessBlock: { BlockPublicAcls: true } }],
    buckets: [{ name: "ledger", account: LEDGER, region: "us-west-2", tags: { a: "1" } }],
  });
});
afterAll(stopClouds);
afterEach(() => {
  cloud.setFaults([]);
});

const WHO = { accountId: LEDGER, userName: "ilse" };
const acl = () => s3Of(cloud, WHO).send(new GetBucketAclCommand({ Bucket: "ledger" }));

test.each<[Fault, object]>([
  [{ kind: "AccessDenied" }, { name: "AccessDenied", status: 403 }],
  [{ kind: "ExpiredToken" }, { name: "ExpiredToken", status: 400 }],
  [{ kind: "InternalError" }, { name: "InternalError", status: 500 }],
  [{ kind: "ServiceUnavailable" }, { name: "ServiceUnavailable", status: 503 }],
  [{ kind: "SlowDown" }, { name: "SlowDown", status: 503 }],
  [{ kind: "PermanentRedirect" }, { name: "PermanentRedirect", status: 301 }],
  [
    { kind: "PermanentRedirect", region: "eu-west-1" },
    { name: "PermanentRedirect", status: 301 },
  ],
  [
    { kind: "AuthorizationHeaderMalformed", region: "eu-west-1" },
    { name: "AuthorizationHeaderMalformed", status: 400 },
  ],
  [{ kind: "reset" }, { name: "Error" }],
  [{ kind: "cut" }, { name: "Error" }],
  [{ kind: "truncated-xml" }, { name: "Error", status: 200 }],
  [{ kind: "malformed-xml" }, { name: "Error", status: 200 }],
])("the SDK of S3 sees %j, once", async (fault, expected) => {
  cloud.setFaults([{ service: "s3", call: "GetBucketAcl", times: 1, fault }]);
  expect(await failureOf(acl())).toMatchObject(expected);
  expect((await acl()).Grants).toHaveLength(1);
});

test.each<[Fault]>([[{ kind: "latency", ms: 20 }], [{ kind: "slow-body", ms: 20 }]])(
  "the answer is whole in spite of %j",
  async (fault) => {
    cloud.setFaults([{ service: "s3", fault }]);
    expect((await acl()).Grants).toHaveLength(1);
  },
);

test("an answer that hangs is waited for until its caller gives up", async () => {
  cloud.setFaults([{ service: "s3", fault: { kind: "hang" } }]);
  const s3 = s3Of(cloud, WHO);
  const call = s3.send(new GetBucketAclCommand({ Bucket: "ledger" }), {
    abortSignal: AbortSignal.timeout(50),
  });
  expect((await failureOf(call)).name).toBe("AbortError");
});

test("a write that fails changes nothing", async () => {
  cloud.setFaults([{ service: "s3", call: "PutBucketTagging", fault: { kind: "InternalError" } }]);
  const s3 = s3Of(cloud, WHO);
  const write = new PutBucketTaggingCommand({
    Bucket: "ledger",
    Tagging: { TagSet: [{ Key: "a", Value: "2" }] },
  });
  expect((await failureOf(s3.send(write))).name).toBe("InternalError");
  expect((await s3.send(new GetBucketTaggingCommand({ Bucket: "ledger" }))).TagSet).toEqual([
    { Key: "a", Value: "1" },
  ]);
});

test.each<[Fault, string, string]>([
  [{ kind: "AccessDenied" }, "AccessDenied", "AccessDenied"],
  [{ kind: "SlowDown" }, "SlowDown", "Throttling"],
  [{ kind: "InternalError" }, "InternalError", "InternalFailure"],
  [{ kind: "ServiceUnavailable" }, "ServiceUnavailable", "ServiceUnavailable"],
  [{ kind: "ExpiredToken" }, "ExpiredToken", "ExpiredToken"],
])("S3 Control and STS answer %j in their own words", async (fault, control, sts) => {
  cloud.setFaults([
    { service: "s3-control", fault },
    { service: "sts", call: "GetCallerIdentity", fault },
  ]);
  const block = s3ControlOf(cloud, WHO).send(new GetPublicAccessBlockCommand({ AccountId: LEDGER }));
  expect((await failureOf(block)).name).toBe(control);
  const identity = stsOf(cloud, WHO).send(new GetCallerIdentityCommand({}));
  expect((await failureOf(identity)).name).toContain(sts);
});
