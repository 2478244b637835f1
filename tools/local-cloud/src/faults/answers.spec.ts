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

test.each<[name: string, Fault, object]>([
  ["AccessDenied", { kind: "AccessDenied" }, { name: "AccessDenied", status: 403 }],
  ["ExpiredToken", { kind: "ExpiredToken" }, { name: "ExpiredToken", status: 400 }],
  ["InternalError", { kind: "InternalError" }, { name: "InternalError", status: 500 }],
  ["ServiceUnavailable", { kind: "ServiceUnavailable" }, { name: "ServiceUnavailable", status: 503 }],
  ["SlowDown", { kind: "SlowDown" }, { name: "SlowDown", status: 503 }],
  [
    "a redirect that names no region",
    { kind: "PermanentRedirect" },
    { name: "PermanentRedirect", status: 301 },
  ],
  [
    "a redirect that names the region",
    { kind: "PermanentRedirect", region: "eu-west-1" },
    { name: "PermanentRedirect", status: 301 },
  ],
  [
    "a signature for the wrong region",
    { kind: "AuthorizationHeaderMalformed", region: "eu-west-1" },
    { name: "AuthorizationHeaderMalformed", status: 400 },
  ],
  ["a connection reset before the answer", { kind: "reset" }, { name: "Error" }],
  ["a connection reset in the middle of the answer", { kind: "cut" }, { name: "Error" }],
  ["half an XML document", { kind: "truncated-xml" }, { name: "Error", status: 200 }],
  ["no XML", { kind: "malformed-xml" }, { name: "Error", status: 200 }],
])("the SDK of S3 sees %s, once", async (_name, fault, expected) => {
  cloud.setFaults([{ service: "s3", call: "GetBucketAcl", times: 1, fault }]);
  expect(await failureOf(acl())).toMatchObject(expected);
  expect((await acl()).Grants).toHaveLength(1);
});

test.each(["latency", "slow-body"] as const)("the answer is whole in spite of %s", async (kind) => {
  cloud.setFaults([{ service: "s3", fault: { kind, ms: 20 } }]);
  expect((await acl()).Grants).toHaveLength(1);
});

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

test.each([
  ["AccessDenied", "AccessDenied"],
  ["SlowDown", "Throttling"],
  ["InternalError", "InternalFailure"],
  ["ServiceUnavailable", "ServiceUnavailable"],
  ["ExpiredToken", "ExpiredToken"],
] as const)("S3 Control answers %s in its own words, STS %s", async (kind, sts) => {
  const fault = { kind };
  cloud.setFaults([
    { service: "s3-control", fault },
    { service: "sts", call: "GetCallerIdentity", fault },
  ]);
  const block = s3ControlOf(cloud, WHO).send(new GetPublicAccessBlockCommand({ AccountId: LEDGER }));
  expect((await failureOf(block)).name).toBe(kind);
  const identity = stsOf(cloud, WHO).send(new GetCallerIdentityCommand({}));
  expect((await failureOf(identity)).name).toContain(sts);
});
