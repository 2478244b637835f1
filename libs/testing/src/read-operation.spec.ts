import { READ_OPERATIONS, readOperation } from "./read-operation";

const REQUESTS = {
  GetBucketAcl: "/ledger/?acl=",
  GetBucketPolicy: "/ledger/?policy=",
  GetBucketPolicyStatus: "/ledger/?policyStatus=",
  GetBucketTagging: "/ledger/?tagging",
  GetBucketLocation: "/ledger/?location=",
  GetPublicAccessBlock: "/ledger/?publicAccessBlock=",
  GetBucketOwnershipControls: "/ledger/?ownershipControls=",
  GetAccountPublicAccessBlock: "/v20180820/configuration/publicAccessBlock",
  ListAccessPoints: "/v20180820/accesspoint?bucket=ledger",
  GetAccessPoint: "/v20180820/accesspoint/one",
  GetAccessPointPolicy: "/v20180820/accesspoint/one/policy",
  GetAccessPointPolicyStatus: "/v20180820/accesspoint/one/policyStatus",
} as const;

test.each(Object.entries(REQUESTS))("%s is known by %s", (operation, url) => {
  expect(readOperation({ url })).toBe(operation);
});

test("AssumeRole is known by its form", () => {
  expect(readOperation({ url: "/", body: "Action=AssumeRole&Version=2011-06-15" })).toBe("AssumeRole");
  expect([...Object.keys(REQUESTS), "AssumeRole"].sort()).toEqual([...READ_OPERATIONS].sort());
});

test.each([
  ["an object of a bucket", { url: "/ledger/policy" }],
  ["another call of STS", { url: "/", body: "Action=GetCallerIdentity" }],
  ["another call of S3 Control", { url: "/v20180820/jobs" }],
])("%s is none of the reads", (_what, request) => {
  expect(readOperation(request)).toBeUndefined();
});
