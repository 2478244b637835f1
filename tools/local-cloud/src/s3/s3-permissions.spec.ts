import {
  DeletePublicAccessBlockCommand,
  GetBucketAclCommand,
  GetBucketLocationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketTaggingCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  PutBucketAclCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { GetPublicAccessBlockCommand as GetAccountBlock } from "@aws-sdk/client-s3-control";
import { stopClouds } from "../../test/cloud";
import {
  allow,
  failureOf,
  HARBOR,
  LEDGER,
  s3ControlOf,
  s3Of,
  startWith,
  STRANGER,
} from "../../test/services";
import type { LocalCloud } from "../index";

afterEach(stopClouds);

const Bucket = "ledger";
const ARN = `arn:aws:s3:::${Bucket}`;
const BLOCK = { IgnorePublicAcls: false };

function start(
  bucket: object = {},
  organization: object = { id: "o-example", accounts: [LEDGER, HARBOR] },
): Promise<LocalCloud> {
  const whole = {
    name: Bucket,
    account: LEDGER,
    region: "us-west-2",
    tags: { a: "b" },
    publicAccessBlock: BLOCK,
    accountPublicAccessBlock: BLOCK,
    ownership: "ObjectWriter",
    policy: policy({ Principal: { AWS: LEDGER }, Action: "s3:GetObject", Resource: `${ARN}/*` }),
    ...bucket,
  };
  return startWith({ organization, buckets: [whole] });
}

function policy(...statements: object[]): object {
  return {
    Version: "2012-10-17",
    Statement: statements.map((each) => ({ Effect: "Allow", Resource: ARN, ...each })),
  };
}

type Send = (s3: S3Client) => Promise<unknown>;

const READS: readonly (readonly [action: string, send: Send])[] = [
  ["s3:GetBucketAcl", (s3) => s3.send(new GetBucketAclCommand({ Bucket }))],
  ["s3:GetBucketPolicy", (s3) => s3.send(new GetBucketPolicyCommand({ Bucket }))],
  ["s3:GetBucketPolicyStatus", (s3) => s3.send(new GetBucketPolicyStatusCommand({ Bucket }))],
  ["s3:GetBucketTagging", (s3) => s3.send(new GetBucketTaggingCommand({ Bucket }))],
  ["s3:GetBucketLocation", (s3) => s3.send(new GetBucketLocationCommand({ Bucket }))],
  ["s3:GetBucketPublicAccessBlock", (s3) => s3.send(new GetPublicAccessBlockCommand({ Bucket }))],
  ["s3:GetBucketOwnershipControls", (s3) => s3.send(new GetBucketOwnershipControlsCommand({ Bucket }))],
];

describe("each read needs exactly its own permission", () => {
  test.each(READS)("%s", async (action, send) => {
    const cloud = await start();
    const others = READS.map(([other]) => other).filter((other) => other !== action);
    await send(s3Of(cloud, { accountId: LEDGER, userName: "u", policies: [allow(action)] }));
    const failure = await failureOf(
      send(s3Of(cloud, { accountId: LEDGER, userName: "u", policies: [allow(others)] })),
    );
    expect(failure).toMatchObject({ name: "AccessDenied", status: 403 });
    expect(failure.message).toContain(`not authorized to perform: ${action} on resource: "${ARN}"`);
  });

  test("s3:GetAccountPublicAccessBlock", async () => {
    const cloud = await start();
    const get = (action: string) => {
      const who = { accountId: LEDGER, userName: "u", policies: [allow(action)] };
      return s3ControlOf(cloud, who).send(new GetAccountBlock({ AccountId: LEDGER }));
    };
    await get("s3:GetAccountPublicAccessBlock");
    expect((await failureOf(get("s3:GetBucketPublicAccessBlock"))).name).toBe("AccessDenied");
  });

  test("s3:PutBucketPublicAccessBlock, to delete it", async () => {
    const cloud = await start();
    const remove = (action: string) => {
      const who = { accountId: LEDGER, userName: "u", policies: [allow(action)] };
      return s3Of(cloud, who).send(new DeletePublicAccessBlockCommand({ Bucket }));
    };
    expect((await failureOf(remove("s3:DeleteBucketPublicAccessBlock"))).name).toBe("AccessDenied");
    await remove("s3:PutBucketPublicAccessBlock");
  });
});

describe("a read that the scenario refuses is refused to everybody, and no other", () => {
  test.each([
    ["GetBucketAcl", "s3:GetBucketAcl"],
    ["s3:GetBucketTagging", "s3:GetBucketTagging"],
    ["GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock"],
    ["GetBucketPublicAccessBlock", "s3:GetBucketPublicAccessBlock"],
  ])("%s", async (denied, action) => {
    const cloud = await start({ denied: [denied] });
    const admin = s3Of(cloud, { accountId: LEDGER, userName: "admin" });
    for (const [other, send] of READS) {
      if (other === action) expect((await failureOf(send(admin))).name).toBe("AccessDenied");
      else await send(admin);
    }
  });

  test("GetAccountPublicAccessBlock", async () => {
    const cloud = await start({ denied: ["GetAccountPublicAccessBlock"] });
    const control = s3ControlOf(cloud, { accountId: LEDGER, userName: "admin" });
    const get = control.send(new GetAccountBlock({ AccountId: LEDGER }));
    expect((await failureOf(get)).name).toBe("AccessDenied");
  });
});

const ADMIN_OF = (accountId: string) => ({ accountId, userName: "admin" });
const readTags: Send = (s3) => s3.send(new GetBucketTaggingCommand({ Bucket }));
const tagsFor = (Principal: unknown, more: object = {}) =>
  policy({ Principal, Action: "s3:GetBucketTagging", ...more });
const inOrganization = { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-example" } } };

describe("across accounts", () => {
  test.each<[string, string, object, boolean]>([
    ["the bucket's policy has to agree", HARBOR, {}, false],
    ["and does", HARBOR, { policy: tagsFor({ AWS: HARBOR }) }, true],
    ["for the account it names only", STRANGER, { policy: tagsFor({ AWS: HARBOR }) }, false],
    ["for everybody", STRANGER, { policy: tagsFor("*") }, true],
    ["for the organization: a member", HARBOR, { policy: tagsFor("*", inOrganization) }, true],
    ["for the organization: a stranger", STRANGER, { policy: tagsFor("*", inOrganization) }, false],
    [
      "RestrictPublicBuckets cuts off whom a public policy allows",
      STRANGER,
      { policy: tagsFor("*"), publicAccessBlock: { RestrictPublicBuckets: true } },
      false,
    ],
    [
      "also whom another statement of it names, by the account's setting",
      HARBOR,
      {
        policy: policy(
          { Principal: { AWS: HARBOR }, Action: "s3:GetBucketTagging" },
          { Principal: "*", Action: "s3:ListBucket" },
        ),
        accountPublicAccessBlock: { RestrictPublicBuckets: true },
      },
      false,
    ],
    [
      "not whom a policy names that is not public",
      HARBOR,
      { policy: tagsFor({ AWS: HARBOR }), publicAccessBlock: { RestrictPublicBuckets: true } },
      true,
    ],
    [
      "the bucket owner's account is never cut off",
      LEDGER,
      { policy: tagsFor("*"), publicAccessBlock: { RestrictPublicBuckets: true } },
      true,
    ],
    [
      "an explicit deny also applies to the bucket owner's account",
      LEDGER,
      { policy: tagsFor("*", { Effect: "Deny" }) },
      false,
    ],
  ])("%s", async (_what, accountId, bucket, works) => {
    const cloud = await start(bucket);
    const call = readTags(s3Of(cloud, ADMIN_OF(accountId)));
    if (works) await call;
    else expect(await failureOf(call)).toMatchObject({ name: "AccessDenied", status: 403 });
  });

  test("the caller's account has to allow it too", async () => {
    const cloud = await start({ policy: tagsFor("*") });
    const call = readTags(s3Of(cloud, { ...ADMIN_OF(HARBOR), policies: [] }));
    expect(await failureOf(call)).toMatchObject({ name: "AccessDenied", message: "Access Denied" });
  });

  test("only the bucket owner's account gets the policy", async () => {
    const cloud = await start({ policy: policy({ Principal: "*", Action: "s3:*" }) });
    const call = s3Of(cloud, ADMIN_OF(HARBOR)).send(new GetBucketPolicyCommand({ Bucket }));
    expect(await failureOf(call)).toMatchObject({ name: "MethodNotAllowed", status: 405 });
  });

  const aclFor = (grantee: string, permission: string) => ({ acl: { grants: [{ grantee, permission }] } });

  test.each<[string, object, boolean]>([
    ["READ_ACP for the account", aclFor(HARBOR, "READ_ACP"), true],
    ["FULL_CONTROL for everybody", aclFor("AllUsers", "FULL_CONTROL"), true],
    ["READ is another permission", aclFor("AllUsers", "READ"), false],
    ["another account", aclFor(STRANGER, "READ_ACP"), false],
    [
      "a public grant that is ignored",
      { ...aclFor("AllUsers", "READ_ACP"), publicAccessBlock: { IgnorePublicAcls: true } },
      false,
    ],
    [
      "a grant of an ACL that is switched off",
      { ...aclFor(HARBOR, "READ_ACP"), ownership: "BucketOwnerEnforced" },
      false,
    ],
  ])("an ACL may allow: %s", async (_what, bucket, works) => {
    const cloud = await start(bucket);
    const call = s3Of(cloud, ADMIN_OF(HARBOR)).send(new GetBucketAclCommand({ Bucket }));
    if (works) await call;
    else expect((await failureOf(call)).name).toBe("AccessDenied");
  });
});

describe("conditions see the call", () => {
  test.each<[string, object, boolean]>([
    ["encrypted", { Bool: { "aws:SecureTransport": "true" } }, true],
    ["owner of the bucket", { StringEquals: { "aws:ResourceAccount": LEDGER } }, true],
    ["another owner", { StringEquals: { "aws:ResourceAccount": HARBOR } }, false],
    ["organization of the bucket", { StringEquals: { "aws:ResourceOrgID": "o-example" } }, true],
    ["own organization", { StringEquals: { "aws:PrincipalOrgID": "o-other" } }, false],
    ["region", { StringEquals: { "aws:RequestedRegion": "us-west-2" } }, true],
    ["S3's name of the owner", { StringEquals: { "s3:ResourceAccount": LEDGER } }, true],
    ["own ARN", { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${LEDGER}:role/reader` } }, true],
  ])("%s", async (_what, condition, works) => {
    const cloud = await start();
    const policies = [allow("s3:GetBucketTagging", ARN, condition)];
    const call = readTags(s3Of(cloud, { accountId: LEDGER, roleName: "reader", policies }));
    if (works) await call;
    else expect((await failureOf(call)).name).toBe("AccessDenied");
  });

  test("the canned ACL that is put", async () => {
    const cloud = await start();
    const policies = [allow("s3:PutBucketAcl", ARN, { StringEquals: { "s3:x-amz-acl": "private" } })];
    const s3 = s3Of(cloud, { accountId: LEDGER, userName: "u", policies });
    await s3.send(new PutBucketAclCommand({ Bucket, ACL: "private" }));
    const open = s3.send(new PutBucketAclCommand({ Bucket, ACL: "public-read" }));
    expect((await failureOf(open)).name).toBe("AccessDenied");
  });
});

test("a call without a signature is anonymous", async () => {
  const closed = await start();
  expect((await fetch(`${closed.endpoints.s3}/${Bucket}?tagging`)).status).toBe(403);
  const open = await start({ policy: tagsFor("*") });
  expect((await fetch(`${open.endpoints.s3}/${Bucket}?tagging`)).status).toBe(200);
  expect((await fetch(`${open.endpoints.s3}/`)).status).toBe(403);
});

test("a refused HEAD has no body that says why", async () => {
  const cloud = await start();
  const head = s3Of(cloud, { ...ADMIN_OF(LEDGER), policies: [] }).send(new HeadBucketCommand({ Bucket }));
  expect(await failureOf(head)).toMatchObject({ status: 403 });
});
