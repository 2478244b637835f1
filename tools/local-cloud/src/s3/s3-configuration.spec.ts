import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketOwnershipControlsCommand,
  DeleteBucketPolicyCommand,
  DeleteBucketTaggingCommand,
  DeletePublicAccessBlockCommand,
  GetBucketAclCommand,
  GetBucketLocationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketTaggingCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketAclCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import {
  DeletePublicAccessBlockCommand as DeleteAccountBlock,
  GetPublicAccessBlockCommand as GetAccountBlock,
  PutPublicAccessBlockCommand as PutAccountBlock,
} from "@aws-sdk/client-s3-control";
import { stopClouds } from "../../test/cloud";
import { failureOf, HARBOR, LEDGER, s3ControlOf, s3Of, startWith } from "../../test/services";
import { type LocalCloud, parseScenario } from "../index";

afterEach(stopClouds);

const Bucket = "ledger";
const BUCKET = { name: Bucket, account: LEDGER, region: "us-west-2" };
const ADMIN = { accountId: LEDGER, userName: "ilse" };

const policyFor = (principal: unknown, more: object = {}): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: principal,
        Action: "s3:GetObject",
        Resource: `arn:aws:s3:::${Bucket}/*`,
        ...more,
      },
    ],
  });

async function start(bucket: object = {}): Promise<{ cloud: LocalCloud; s3: S3Client }> {
  const cloud = await startWith([{ ...BUCKET, ...bucket }]);
  return { cloud, s3: s3Of(cloud, ADMIN) };
}

describe("a bucket without configuration", () => {
  test.each<[string, (s3: S3Client) => Promise<unknown>, string]>([
    ["policy", (s3) => s3.send(new GetBucketPolicyCommand({ Bucket })), "NoSuchBucketPolicy"],
    ["policy status", (s3) => s3.send(new GetBucketPolicyStatusCommand({ Bucket })), "NoSuchBucketPolicy"],
    ["tags", (s3) => s3.send(new GetBucketTaggingCommand({ Bucket })), "NoSuchTagSet"],
    [
      "block",
      (s3) => s3.send(new GetPublicAccessBlockCommand({ Bucket })),
      "NoSuchPublicAccessBlockConfiguration",
    ],
    [
      "ownership",
      (s3) => s3.send(new GetBucketOwnershipControlsCommand({ Bucket })),
      "OwnershipControlsNotFoundError",
    ],
  ])("%s", async (_what, read, name) => {
    const { s3 } = await start();
    expect(await failureOf(read(s3))).toMatchObject({ name, status: 404 });
  });

  test("has a private ACL and a location", async () => {
    const { s3 } = await start();
    const { Owner, Grants } = await s3.send(new GetBucketAclCommand({ Bucket }));
    expect(Owner?.ID).toMatch(/^[0-9a-f]{64}$/);
    expect(Grants).toEqual([
      { Grantee: { ID: Owner?.ID, Type: "CanonicalUser" }, Permission: "FULL_CONTROL" },
    ]);
    expect((await s3.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBe("us-west-2");
  });
});

test("a bucket can be described anew: it is as described then, and no event is raised", async () => {
  const { cloud, s3 } = await start({ tags: { classification: "sensitive" } });
  const policy = JSON.parse(policyFor("*")) as object;
  cloud.describe(
    parseScenario(
      { buckets: [{ name: Bucket, account: LEDGER, region: "us-west-2", policy }] },
      "described anew",
    ),
  );
  expect((await s3.send(new GetBucketPolicyStatusCommand({ Bucket }))).PolicyStatus?.IsPublic).toBe(true);
  expect((await failureOf(s3.send(new GetBucketTaggingCommand({ Bucket })))).name).toBe("NoSuchTagSet");
  expect(cloud.traces()).toEqual([]);
});

test("what is put is read back, and absent once deleted", async () => {
  const { s3 } = await start();
  const Policy = policyFor({ AWS: `arn:aws:iam::${HARBOR}:root` });
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  expect((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(Policy);
  expect((await s3.send(new GetBucketPolicyStatusCommand({ Bucket }))).PolicyStatus?.IsPublic).toBe(false);
  await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
  expect((await failureOf(s3.send(new GetBucketPolicyCommand({ Bucket })))).name).toBe("NoSuchBucketPolicy");

  const TagSet = [
    { Key: "classification", Value: "sensitive" },
    { Key: "a&b <c>", Value: 'é "quoted"' },
  ];
  await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
  expect((await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual(TagSet);
  await s3.send(new DeleteBucketTaggingCommand({ Bucket }));
  expect((await failureOf(s3.send(new GetBucketTaggingCommand({ Bucket })))).name).toBe("NoSuchTagSet");

  const PublicAccessBlockConfiguration = { BlockPublicAcls: true, RestrictPublicBuckets: true };
  await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
  expect((await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration).toEqual(
    {
      BlockPublicAcls: true,
      IgnorePublicAcls: false,
      BlockPublicPolicy: false,
      RestrictPublicBuckets: true,
    },
  );
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));

  const OwnershipControls = { Rules: [{ ObjectOwnership: "BucketOwnerPreferred" as const }] };
  await s3.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls }));
  const ownership = await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }));
  expect(ownership.OwnershipControls).toEqual(OwnershipControls);
  await s3.send(new DeleteBucketOwnershipControlsCommand({ Bucket }));
});

const ALL_USERS = { URI: "http://acs.amazonaws.com/groups/global/AllUsers", Type: "Group" as const };
const READ_BY_ALL = { Grantee: ALL_USERS, Permission: "READ" as const };

describe("ACLs", () => {
  test.each([
    ["canned", { ACL: "public-read" as const }],
    ["grant header", { GrantRead: `uri="${ALL_USERS.URI}"` }],
  ])("%s", async (_form, change) => {
    const { s3 } = await start();
    await s3.send(new PutBucketAclCommand({ Bucket, ...change }));
    expect((await s3.send(new GetBucketAclCommand({ Bucket }))).Grants).toContainEqual(READ_BY_ALL);
  });

  test("body", async () => {
    const { s3 } = await start();
    const { Owner } = await s3.send(new GetBucketAclCommand({ Bucket }));
    const Grants = [
      READ_BY_ALL,
      { Grantee: { ID: "b".repeat(64), Type: "CanonicalUser" as const }, Permission: "READ_ACP" as const },
    ];
    await s3.send(new PutBucketAclCommand({ Bucket, AccessControlPolicy: { Owner, Grants } }));
    expect((await s3.send(new GetBucketAclCommand({ Bucket }))).Grants).toEqual(Grants);
  });

  const acl = {
    grants: [
      { grantee: "AllUsers", permission: "READ" },
      { grantee: HARBOR, permission: "READ" },
    ],
  };

  test.each([
    ["bucket", { acl, publicAccessBlock: { IgnorePublicAcls: true } }],
    ["account", { acl, accountPublicAccessBlock: { ignorePublicAcls: true } }],
  ])("ignored by the block of the %s, public grants are not shown", async (_whose, bucket) => {
    const { s3 } = await start(bucket);
    const { Grants = [] } = await s3.send(new GetBucketAclCommand({ Bucket }));
    expect(Grants.map(({ Grantee }) => Grantee?.Type)).toEqual(["CanonicalUser"]);
  });

  test("switched off, only the owner is shown and none can be put", async () => {
    const { s3 } = await start({ acl, ownership: "BucketOwnerEnforced" });
    const { Owner, Grants } = await s3.send(new GetBucketAclCommand({ Bucket }));
    expect(Grants).toMatchObject([{ Grantee: { ID: Owner?.ID }, Permission: "FULL_CONTROL" }]);
    const put = s3.send(new PutBucketAclCommand({ Bucket, ACL: "private" }));
    expect(await failureOf(put)).toMatchObject({ name: "AccessControlListNotSupported", status: 400 });
  });

  test("cannot be switched off while they grant others something", async () => {
    const { s3 } = await start({ acl });
    const OwnershipControls = { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" as const }] };
    const put = s3.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls }));
    expect((await failureOf(put)).name).toBe("InvalidBucketAclWithObjectOwnership");
  });
});

describe("Block Public Access refuses", () => {
  const open = new PutBucketPolicyCommand({ Bucket, Policy: policyFor("*") });
  const close = new PutBucketPolicyCommand({ Bucket, Policy: policyFor({ AWS: HARBOR }) });

  test.each([
    ["bucket", { publicAccessBlock: { BlockPublicPolicy: true } }],
    ["account", { accountPublicAccessBlock: { BlockPublicPolicy: true } }],
  ])("a public policy, by %s", async (_whose, bucket) => {
    const { s3 } = await start(bucket);
    const failure = await failureOf(s3.send(open));
    expect(failure).toMatchObject({ name: "AccessDenied", status: 403 });
    expect(failure.message).toContain("BlockPublicPolicy");
    await s3.send(close);
  });

  test("a public ACL", async () => {
    const { s3 } = await start({ publicAccessBlock: { BlockPublicAcls: true } });
    const put = s3.send(new PutBucketAclCommand({ Bucket, ACL: "authenticated-read" }));
    expect(await failureOf(put)).toMatchObject({ name: "AccessDenied", status: 403 });
    await s3.send(new PutBucketAclCommand({ Bucket, GrantRead: `id="${"b".repeat(64)}"` }));
  });
});

test.each([
  ["an account", { AWS: "210987654321" }],
  ["a canonical id", { CanonicalUser: "b".repeat(64) }],
  ["a service", { Service: "cloudfront.amazonaws.com" }],
  ["a role below a path", { AWS: ["arn:aws:iam::210987654321:role/service-role/reader"] }],
  ["a role that is deleted", { AWS: "AROAEXAMPLEEXAMPLE123" }],
  [
    "an origin access identity",
    { AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity EH1HDMB1FH2TC" },
  ],
])("a policy for %s is taken, and is not public", async (_who, principal) => {
  const { s3 } = await start();
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: policyFor(principal) }));
  expect((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(policyFor(principal));
  const { PolicyStatus } = await s3.send(new GetBucketPolicyStatusCommand({ Bucket }));
  expect(PolicyStatus).toEqual({ IsPublic: false });
});

describe("a policy that S3 does not take", () => {
  test.each([
    ["no JSON", "nonsense", "first byte"],
    ["a list", "[]", "first byte"],
    [
      "no principal",
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::ledger" }],
      }),
      "Principal",
    ],
    ["another bucket", policyFor("*", { Resource: "arn:aws:s3:::other/*" }), "resource"],
    ["another service", policyFor("*", { Action: "sqs:SendMessage" }), "action"],
    ["a wildcard inside a principal", policyFor({ AWS: "arn:aws:iam::210987654321:role/*" }), "principal"],
    ["an effect that is none", policyFor("*", { Effect: "Permit" }), "Effect"],
  ])("%s", async (_what, Policy, message) => {
    const { s3 } = await start();
    const failure = await failureOf(s3.send(new PutBucketPolicyCommand({ Bucket, Policy })));
    expect(failure).toMatchObject({ name: "MalformedPolicy", status: 400 });
    expect(failure.message).toContain(message);
  });
});

describe("buckets", () => {
  test("are made closed, listed, found and deleted", async () => {
    const { s3 } = await start();
    const name = { Bucket: "tidepool-new" };
    const CreateBucketConfiguration = { LocationConstraint: "us-west-2" as const };
    await s3.send(new CreateBucketCommand({ ...name, CreateBucketConfiguration }));
    const block = await s3.send(new GetPublicAccessBlockCommand(name));
    expect(Object.values(block.PublicAccessBlockConfiguration ?? {})).toEqual([true, true, true, true]);
    const { Buckets } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual(["ledger", "tidepool-new"]);
    expect((await s3.send(new HeadBucketCommand(name))).BucketRegion).toBe("us-west-2");
    await s3.send(new DeleteBucketCommand(name));
    expect(await failureOf(s3.send(new HeadBucketCommand(name)))).toMatchObject({
      name: "NotFound",
      status: 404,
    });
    expect((await failureOf(s3.send(new GetBucketAclCommand(name)))).name).toBe("NoSuchBucket");
  });

  test.each([
    ["taken by oneself", LEDGER, { Bucket }, "us-west-2", "BucketAlreadyOwnedByYou", 409],
    ["taken by another", HARBOR, { Bucket }, "us-west-2", "BucketAlreadyExists", 409],
    [
      "of another region",
      LEDGER,
      { Bucket: "new-one" },
      "eu-west-3",
      "IllegalLocationConstraintException",
      400,
    ],
    ["badly named", LEDGER, { Bucket: "New_One" }, "us-west-2", "InvalidBucketName", 400],
    [
      "public",
      LEDGER,
      { Bucket: "new-one", ACL: "public-read", ObjectOwnership: "ObjectWriter" },
      "us-west-2",
      "AccessDenied",
      403,
    ],
    [
      "with an ACL though switched off",
      LEDGER,
      { Bucket: "new-one", ACL: "public-read" },
      "us-west-2",
      "InvalidBucketAclWithObjectOwnership",
      400,
    ],
  ] as const)("%s", async (_what, accountId, input, LocationConstraint, name, status) => {
    const { cloud } = await start();
    const s3 = s3Of(cloud, { accountId, userName: "mateusz" });
    const CreateBucketConfiguration = { LocationConstraint };
    const create = s3.send(new CreateBucketCommand({ ...input, CreateBucketConfiguration }));
    expect(await failureOf(create)).toMatchObject({ name, status });
  });
});

describe("the wrong region", () => {
  test.each([
    ["eu-west-3", "PermanentRedirect", 301],
    ["us-east-1", "AuthorizationHeaderMalformed", 400],
  ])("%s", async (region, name, status) => {
    const { cloud } = await start();
    const wrong = s3Of(cloud, ADMIN, region);
    const failure = failureOf(wrong.send(new GetBucketAclCommand({ Bucket })));
    expect(await failure).toMatchObject({ name, status });
    await expect(wrong.send(new GetBucketAclCommand({ Bucket }))).rejects.toMatchObject({
      $response: { headers: { "x-amz-bucket-region": "us-west-2" } },
    });
  });

  test("does not matter to GetBucketLocation in us-east-1", async () => {
    const { cloud } = await start();
    const located = await s3Of(cloud, ADMIN, "us-east-1").send(new GetBucketLocationCommand({ Bucket }));
    expect(located.LocationConstraint).toBe("us-west-2");
  });
});

test("an owner who is not the expected one", async () => {
  const { s3 } = await start();
  await s3.send(new GetBucketAclCommand({ Bucket, ExpectedBucketOwner: LEDGER }));
  const failure = failureOf(s3.send(new GetBucketAclCommand({ Bucket, ExpectedBucketOwner: HARBOR })));
  expect(await failure).toMatchObject({ name: "AccessDenied", status: 403 });
});

test("the public access block of an account", async () => {
  const { cloud } = await start();
  const control = s3ControlOf(cloud, ADMIN);
  const AccountId = LEDGER;
  const get = () => control.send(new GetAccountBlock({ AccountId }));
  expect(await failureOf(get())).toMatchObject({
    name: "NoSuchPublicAccessBlockConfiguration",
    status: 404,
  });
  const PublicAccessBlockConfiguration = { IgnorePublicAcls: true };
  await control.send(new PutAccountBlock({ AccountId, PublicAccessBlockConfiguration }));
  expect((await get()).PublicAccessBlockConfiguration).toMatchObject({ IgnorePublicAcls: true });
  await control.send(new DeleteAccountBlock({ AccountId }));
  expect((await failureOf(get())).name).toBe("NoSuchPublicAccessBlockConfiguration");
  const foreign = new GetAccountBlock({ AccountId: HARBOR });
  expect(await failureOf(control.send(foreign))).toMatchObject({ name: "AccessDenied", status: 403 });
});

test("a virtual host names the bucket", async () => {
  const { cloud } = await start({ tags: { a: "b" } });
  const { accessKeyId } = cloud.credentials(ADMIN);
  const request = (host: string, path: string): Promise<number> =>
    import("node:http").then(
      ({ get }) =>
        new Promise((resolve, reject) => {
          const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/us-west-2/s3/aws4_request, SignedHeaders=host, Signature=0`;
          get(`${cloud.endpoints.s3}${path}`, { headers: { host, authorization } }, (response) => {
            response.resume();
            resolve(response.statusCode ?? 0);
          }).once("error", reject);
        }),
    );
  expect(await request("ledger.s3.us-west-2.amazonaws.com", "/?tagging")).toBe(200);
  expect(await request("ledger.localhost:4000", "/?tagging")).toBe(200);
  expect(await request("other.localhost:4000", "/?tagging")).toBe(404);
  for (const domain of ["eusc-de-east-1.amazonaws.eu", "us-iso-east-1.c2s.ic.gov"]) {
    expect(await request(`ledger.s3.${domain}`, "/?tagging")).toBe(200);
    expect(await request(`other.s3.${domain}`, "/?tagging")).toBe(404);
  }
  expect(await request("s3.us-west-2.amazonaws.com", "/ledger?tagging")).toBe(200);
});

test("what is not there says so", async () => {
  const { s3 } = await start();
  const failure = failureOf(s3.send(new ListObjectsV2Command({ Bucket })));
  expect(await failure).toMatchObject({ name: "NotImplemented", status: 501 });
});
