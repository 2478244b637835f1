import {
  absent,
  type BucketFacets,
  DEFAULT_INVARIANTS,
  denied,
  type Facet,
  FACET_NAMES,
  type FacetName,
  failed,
  judgeBucket,
  overallVerdict,
  parseBucketPolicy,
  present,
  ACCOUNT_BLOCK_NOT_ASKED,
} from "@security-auto/s3-exposure";
import {
  acl,
  block,
  grant,
  location,
  notFound,
  OWNER,
  ownership,
  policy,
  policyStatus,
  PRIVATE_BUCKET,
  tags,
} from "../../test/answers";
import { HOME, MEMBER, TARGET, useScriptedAws } from "../../test/environment";
import {
  errorXml,
  failing,
  type Operation,
  OPERATIONS,
  refused,
  type Script,
  type Scripted,
  session,
  stsError,
} from "../../test/scripted-aws";
import type { BucketReading } from "./read-bucket";

const { aws, reader } = useScriptedAws();

const BUCKET_OPERATIONS = OPERATIONS.slice(0, 7);
const NOW = Date.parse("2026-01-31T12:00:00Z");

const everyOperation = (scripted: Scripted) =>
  Object.fromEntries(BUCKET_OPERATIONS.map((one) => [one, scripted]));

async function untilReceived(count: number): Promise<void> {
  while (aws().received.length < count) await new Promise(setImmediate);
}

async function read(options: Parameters<typeof reader>[0] = {}, target = TARGET): Promise<BucketReading> {
  return reader({ now: () => NOW, pauseMs: 0, ...options }).readBucket(target);
}

function facetsOf(reading: BucketReading): BucketFacets {
  if (reading.kind !== "read") throw new Error(`the bucket is ${reading.kind}`);
  return reading.facts.facets;
}

const STATEMENT = {
  Sid: "Share",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::333333333333:root" },
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::tidepool-ledger/*",
};

const allUsers = "<URI>http://acs.amazonaws.com/groups/global/AllUsers</URI>";

const settings = (on: boolean) => ({
  blockPublicAcls: on,
  ignorePublicAcls: on,
  blockPublicPolicy: on,
  restrictPublicBuckets: on,
});

describe("what S3 answers becomes a facet", () => {
  const table: readonly [Operation, FacetName, Scripted, Facet<unknown>][] = [
    [
      "GetBucketAcl",
      "acl",
      acl(
        grant("CanonicalUser", `<ID>${OWNER}</ID><DisplayName>owner</DisplayName>`, "FULL_CONTROL"),
        grant("Group", allUsers, "READ"),
        grant("Group", "<URI>http://acs.amazonaws.com/groups/s3/LogDelivery</URI>", "WRITE"),
      ),
      present({
        owner: OWNER,
        grants: [
          { grantee: { kind: "canonical user", id: OWNER }, permission: "FULL_CONTROL" },
          { grantee: { kind: "everyone" }, permission: "READ" },
          { grantee: { kind: "log delivery" }, permission: "WRITE" },
        ],
      }),
    ],
    ["GetBucketAcl", "acl", acl(), present({ owner: OWNER, grants: [] })],
    [
      "GetBucketPolicy",
      "policy",
      policy(STATEMENT),
      present(parseBucketPolicy({ Version: "2012-10-17", Statement: [STATEMENT] })),
    ],
    ["GetBucketPolicy", "policy", { body: "{}" }, present(parseBucketPolicy("{}"))],
    ["GetBucketPolicy", "policy", notFound("NoSuchBucketPolicy"), absent],
    ["GetBucketPolicyStatus", "policyStatus", policyStatus(true), present({ isPublic: true })],
    ["GetBucketPolicyStatus", "policyStatus", policyStatus(false), present({ isPublic: false })],
    ["GetBucketPolicyStatus", "policyStatus", notFound("NoSuchBucketPolicy"), absent],
    [
      "GetBucketTagging",
      "tags",
      tags({ classification: "sensitive", empty: "", __proto__x: "1" }),
      present({ classification: "sensitive", empty: "", __proto__x: "1" }),
    ],
    ["GetBucketTagging", "tags", tags({}), present({})],
    ["GetBucketTagging", "tags", notFound("NoSuchTagSet"), absent],
    ["GetBucketLocation", "location", location("us-west-2"), present("us-west-2")],
    ["GetPublicAccessBlock", "publicAccessBlock", block(true), present(settings(true))],
    ["GetPublicAccessBlock", "publicAccessBlock", block(false), present(settings(false))],
    ["GetPublicAccessBlock", "publicAccessBlock", notFound("NoSuchPublicAccessBlockConfiguration"), absent],
    [
      "GetBucketOwnershipControls",
      "ownership",
      ownership("BucketOwnerEnforced"),
      present("BucketOwnerEnforced"),
    ],
    ["GetBucketOwnershipControls", "ownership", notFound("OwnershipControlsNotFoundError"), absent],
  ];

  it.each(table)("%s: %s", async (operation, facet, scripted, expected) => {
    aws().play({ ...PRIVATE_BUCKET, [operation]: scripted });
    expect(facetsOf(await read())[facet]).toEqual(expected);
  });

  it("is never taken for `absent` because of an error that is another read's", async () => {
    aws().play({ ...PRIVATE_BUCKET, GetBucketAcl: notFound("NoSuchTagSet") });
    expect(facetsOf(await read()).acl).toEqual({
      state: "failed",
      reason: "S3 answered 404 NoSuchTagSet: UnknownError",
    });
  });

  it.each([
    [400, "InvalidRequest"],
    [405, "MethodNotAllowed"],
    [412, "PreconditionFailed"],
  ])("is `failed` when S3 answers %i %s, which trying again would not change", async (status, code) => {
    aws().play({ ...PRIVATE_BUCKET, GetBucketPolicyStatus: failing(status, code) });
    expect(facetsOf(await read()).policyStatus).toEqual({
      state: "failed",
      reason: `S3 answered ${status} ${code}: try later`,
    });
    expect(aws().count("GetBucketPolicyStatus")).toBe(1);
  });
});

describe("the calls", () => {
  it("are seven, one of each kind, and say whose bucket is meant", async () => {
    aws().play(PRIVATE_BUCKET);
    const reading = await read();
    expect(
      aws()
        .received.map(({ operation }) => operation)
        .sort(),
    ).toEqual([...BUCKET_OPERATIONS].sort());
    expect(reading.requests).toBe(7);
    for (const { url, headers, accessKeyId, region, service } of aws().received) {
      expect(url).toMatch(/^\/tidepool-ledger\/\?/);
      expect(headers["x-amz-expected-bucket-owner"]).toBe(HOME);
      expect(headers["x-amz-security-token"]).toBe("home token");
      expect({ accessKeyId, region, service }).toEqual({
        accessKeyId: "AKIDHOME",
        region: "us-west-2",
        service: "s3",
      });
    }
  });

  it("says when, where and whose", async () => {
    aws().play(PRIVATE_BUCKET);
    expect(await read()).toMatchObject({
      kind: "read",
      observedAt: new Date(NOW),
      refusals: [],
      facts: { name: "tidepool-ledger", accountId: HOME, region: "us-west-2" },
    });
  });

  it("name the bucket in the path, also when the endpoint is localhost", async () => {
    process.env["AWS_ENDPOINT_URL"] = `http://localhost:${aws().port}`;
    aws().play(PRIVATE_BUCKET);
    await read();
    expect(aws().received).toHaveLength(7);
    expect(aws().received[0]?.url).toMatch(/^\/tidepool-ledger\/\?/);
  });

  it("are not made for something that is no bucket's name", async () => {
    const reading = await read(
      {},
      { ...TARGET, bucket: "arn:aws:s3:us-west-2:111122223333:accesspoint/tide" },
    );
    expect(facetsOf(reading).acl).toMatchObject({ state: "failed" });
    expect(aws().received).toEqual([]);
    expect(reading.requests).toBe(0);
  });
});

describe("a refused read", () => {
  const table: readonly [Operation, FacetName, string][] = [
    ["GetBucketAcl", "acl", "s3:GetBucketAcl"],
    ["GetBucketPolicy", "policy", "s3:GetBucketPolicy"],
    ["GetBucketPolicyStatus", "policyStatus", "s3:GetBucketPolicyStatus"],
    ["GetBucketTagging", "tags", "s3:GetBucketTagging"],
    ["GetBucketLocation", "location", "s3:GetBucketLocation"],
    ["GetPublicAccessBlock", "publicAccessBlock", "s3:GetBucketPublicAccessBlock"],
    ["GetBucketOwnershipControls", "ownership", "s3:GetBucketOwnershipControls"],
  ];

  it.each(table)("%s: `denied`, and who lacks which permission", async (operation, facet, action) => {
    aws().play({ ...PRIVATE_BUCKET, [operation]: refused(action) });
    const reading = await read();
    expect(facetsOf(reading)[facet]).toBe(denied);
    expect(reading).toMatchObject({
      refusals: [
        {
          action,
          role: `arn:aws:iam::${HOME}:role/lambda-slaw-s3`,
          facets: [facet],
          because: `not authorized to perform: ${action}`,
        },
      ],
    });
    expect(aws().count(operation)).toBe(1);
  });

  it("with no more than the status", async () => {
    aws().play({ ...PRIVATE_BUCKET, GetBucketAcl: { status: 403 } });
    expect(facetsOf(await read()).acl).toBe(denied);
  });

  it("of everything: another account's bucket of this name looks the same", async () => {
    aws().play(everyOperation(refused("anything")));
    const reading = await read();
    expect(Object.values(facetsOf(reading)).filter(({ state }) => state === "denied")).toHaveLength(7);
    expect(reading).toMatchObject({ kind: "read", requests: 7 });
  });
});

describe("a bucket that is gone", () => {
  it.each([
    ["all reads say so", everyOperation(notFound("NoSuchBucket")), 7],
    [
      "all that answered say so, when another read gave no answer",
      { ...everyOperation(notFound("NoSuchBucket")), GetBucketAcl: failing(409, "OperationAborted") },
      7,
    ],
    [
      "all say so when asked again",
      { ...everyOperation(notFound("NoSuchBucket")), GetBucketAcl: [acl(), notFound("NoSuchBucket")] },
      14,
    ],
  ])("is an answer: %s", async (_, script, requests) => {
    aws().play(script);
    expect(await read()).toEqual({ kind: "gone", requests, observedAt: new Date(NOW) });
  });
});

describe("answers that contradict each other about whether the bucket exists", () => {
  const onlyTags = { ...PRIVATE_BUCKET, GetBucketTagging: notFound("NoSuchBucket") };

  it("are read again, and all of them: the new answers count", async () => {
    aws().play({
      ...PRIVATE_BUCKET,
      GetBucketTagging: [notFound("NoSuchBucket"), tags({ classification: "sensitive" })],
      GetBucketAcl: [acl(grant("Group", allUsers, "READ")), acl()],
    });
    const reading = await read();
    expect(facetsOf(reading)).toMatchObject({
      tags: present({ classification: "sensitive" }),
      acl: present({ owner: OWNER, grants: [] }),
    });
    expect(reading).toMatchObject({ requests: 14, refusals: [] });
    expect(aws().received).toHaveLength(14);
    for (const { headers } of aws().received) expect(headers["x-amz-expected-bucket-owner"]).toBe(HOME);
  });

  it("are `failed` when they still do, each of them, and the reason says which", async () => {
    aws().play(onlyTags);
    const reading = await read();
    const contradiction = failed(
      "S3 says that there is no such bucket when asked for tags, and answers its other reads otherwise, also when asked again",
    );
    expect(facetsOf(reading)).toEqual({
      acl: contradiction,
      policy: contradiction,
      policyStatus: contradiction,
      tags: contradiction,
      location: contradiction,
      publicAccessBlock: contradiction,
      ownership: contradiction,
      accountPublicAccessBlock: ACCOUNT_BLOCK_NOT_ASKED,
    });
    expect(aws().received).toHaveLength(14);
  });

  it.each<[string, Script]>([
    ["one read of seven says NoSuchBucket", onlyTags],
    [
      "six of seven say NoSuchBucket",
      { ...everyOperation(notFound("NoSuchBucket")), GetBucketAcl: PRIVATE_BUCKET.GetBucketAcl },
    ],
    [
      "the bucket is open to all",
      {
        ...onlyTags,
        GetBucketPolicy: policy({ ...STATEMENT, Principal: "*" }),
        GetBucketPolicyStatus: policyStatus(true),
      },
    ],
    [
      "all other reads are refused",
      { ...everyOperation(refused("it")), GetBucketTagging: notFound("NoSuchBucket") },
    ],
  ])("make the verdict unknown: %s", async (_, script) => {
    aws().play(script);
    const reading = await read();
    if (reading.kind !== "read") throw new Error("the bucket is gone");
    const { invariants, evidence } = judgeBucket(reading.facts, {
      invariants: DEFAULT_INVARIANTS,
      now: new Date(NOW),
    });
    expect(overallVerdict(invariants)).toBe("unknown");
    expect(JSON.stringify(evidence)).toMatch(/there is no such bucket when asked for|refused/);
  });

  it("leave a refusal what it is: who lacks which permission", async () => {
    aws().play({ ...onlyTags, GetBucketAcl: refused("s3:GetBucketAcl") });
    const reading = await read();
    expect(facetsOf(reading)).toMatchObject({ acl: denied, tags: { state: "failed" } });
    expect(reading).toMatchObject({ refusals: [{ action: "s3:GetBucketAcl", facets: ["acl"] }] });
  });

  it("are not read again when a read gave no answer: that is thrown, for Lambda to try again", async () => {
    aws().play({ ...onlyTags, GetBucketAcl: failing(409, "OperationAborted") });
    await expect(read()).rejects.toMatchObject({ name: "S3ReadError", code: "OperationAborted" });
    expect(aws().received).toHaveLength(7);
  });

  it("are not waited for past the deadline", async () => {
    const over = new Error("the time is over");
    const deadline = new AbortController();
    aws().play(onlyTags);
    const reading = reader({ pauseMs: 600_000 }).readBucket(TARGET, { signal: deadline.signal });
    const ended = expect(reading).rejects.toBe(over);
    await untilReceived(7);
    deadline.abort(over);
    await ended;
    expect(aws().received).toHaveLength(7);
  });
});

describe("a member account", () => {
  const target = { ...TARGET, accountId: MEMBER };

  it("is read in its own read role", async () => {
    aws().play({ ...PRIVATE_BUCKET, AssumeRole: session("ASIAMEMBER", "2026-01-31T13:00:00Z") });
    await read({}, target);
    const reads = aws().received.filter(({ operation }) => operation !== "AssumeRole");
    expect(reads).toHaveLength(7);
    for (const { accessKeyId, headers } of reads) {
      expect(accessKeyId).toBe("ASIAMEMBER");
      expect(headers["x-amz-security-token"]).toBe("token of ASIAMEMBER");
      expect(headers["x-amz-expected-bucket-owner"]).toBe(MEMBER);
    }
  });

  it("whose role can't be assumed: all is `denied`, and nothing is asked of S3", async () => {
    aws().play({ ...PRIVATE_BUCKET, AssumeRole: stsError(403, "AccessDenied") });
    const reading = await read({}, target);
    expect(aws().received.map(({ operation }) => operation)).toEqual(["AssumeRole"]);
    expect(Object.values(facetsOf(reading))).toEqual(Array(8).fill(denied));
    expect(reading).toMatchObject({
      requests: 0,
      refusals: [
        {
          action: "sts:AssumeRole",
          role: `arn:aws:iam::${MEMBER}:role/security-auto-read`,
          facets: FACET_NAMES,
          because: "no",
        },
      ],
    });
  });

  it("whose account has not enabled the function's region: nothing is known, and the reason says what to enable", async () => {
    aws().play({ ...PRIVATE_BUCKET, AssumeRole: stsError(403, "RegionDisabledException") });
    const member = reader({ now: () => NOW });
    const reading = await member.readBucket(target);
    if (reading.kind !== "read") throw new Error("the bucket is gone");
    const reason =
      `STS cannot give a session for account ${MEMBER} in us-west-2, where the function runs (RegionDisabledException). ` +
      "In that account enable the region us-west-2, or, where it is on by default, activate its STS endpoint in the account settings of IAM";
    expect(Object.values(facetsOf(reading))).toEqual(Array(8).fill(failed(reason)));
    expect(reading).toMatchObject({
      requests: 0,
      refusals: [{ action: "sts:AssumeRole", facets: FACET_NAMES, because: reason }],
    });
    const { exposure, evidence, invariants } = judgeBucket(reading.facts, {
      invariants: DEFAULT_INVARIANTS,
      now: new Date(NOW),
    });
    expect(exposure).toEqual({ atLeast: "private", atMost: "public" });
    expect(overallVerdict(invariants)).toBe("unknown");
    expect(JSON.stringify(evidence)).toContain("enable the region us-west-2");
    // As for a refusal: STS is asked again in a minute, not for each event.
    await member.readBucket(target);
    expect(await member.readAccountBlock(MEMBER)).toMatchObject({ block: failed(reason) });
    expect(aws().received.map(({ operation }) => operation)).toEqual(["AssumeRole"]);
  });

  it.each([
    [403, "ExpiredToken"],
    [400, "InvalidToken"],
    [403, "InvalidAccessKeyId"],
  ])(
    "whose session is not taken any more (%i %s) is read in a new one the next time",
    async (status, code) => {
      const member = reader({ now: () => NOW });
      const sessions = [
        session("ASIAONE", "2026-01-31T13:00:00Z"),
        session("ASIATWO", "2026-01-31T13:00:00Z"),
      ];
      aws().play({
        ...PRIVATE_BUCKET,
        AssumeRole: sessions,
        GetBucketAcl: ({ accessKeyId }) =>
          accessKeyId === "ASIAONE" ? { status, body: errorXml(code) } : PRIVATE_BUCKET.GetBucketAcl,
      });
      await expect(member.readBucket(target)).rejects.toMatchObject({ name: "S3ReadError", code });
      await expect(member.readBucket(target)).resolves.toMatchObject({ kind: "read" });
      expect(aws().count("AssumeRole")).toBe(2);
    },
  );
});
