import { sampleBucket } from "../test/sample";
import { present } from "./facet";
import { DEFAULT_INVARIANTS } from "./invariants/default-invariants";
import { judgeBucket } from "./judge-bucket";
import { parseBucketPolicy } from "./policy/parse-policy";

const NOW = new Date("2026-06-15T12:00:00Z");
const ARN = "arn:aws:s3:::tidepool-ledger";

const judge = (more: object) => judgeBucket(sampleBucket(more), { invariants: DEFAULT_INVARIANTS, now: NOW });

const everyone = {
  Sid: "Everyone",
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: `${ARN}/*`,
};
const insiders = {
  Sid: "Insiders",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [ARN, `${ARN}/*`],
  Condition: {
    StringNotEquals: { "aws:PrincipalOrgID": "o-tide1234pl" },
  },
};
const partner = {
  Sid: "Partner",
  Effect: "Allow",
  Principal: { AWS: "444455556666" },
  Action: ["s3:GetObject", "s3:PutObject"],
  Resource: `${ARN}/*`,
};
const readersFromOffice = {
  ...everyone,
  Sid: "Office",
  Condition: { IpAddress: { "aws:SourceIp": ["198.51.100.0/24", "203.0.113.0/24"] } },
};

test("an assessment is one line of `assess --json`", () => {
  expect(Object.keys(judge({}))).toEqual([
    "bucket",
    "policyIsPublic",
    "isPublic",
    "objects",
    "exposure",
    "evidence",
    "invariants",
    "findings",
  ]);
});

test("public by AWS's flag, but only the organization gets in", () => {
  expect(judge({ policy: { Statement: [everyone, insiders] } })).toEqual({
    bucket: "tidepool-ledger",
    policyIsPublic: true,
    isPublic: false,
    objects: "can-be-public",
    exposure: { atLeast: "organization", atMost: "organization" },
    evidence: [
      {
        source: "bucket policy",
        statement: "Everyone",
        grants: ["s3:GetObject"],
        because:
          'it allows any account of the bucket\'s organization o-tide1234pl; others are denied by Deny "Insiders"',
      },
    ],
    invariants: [
      expect.objectContaining({ name: "sensitive-stays-inside", verdict: "holds" }),
      expect.objectContaining({ name: "nothing-public", verdict: "holds" }),
    ],
    findings: [],
  });
});

test.each([
  { bucket: { policy: { Statement: [everyone] } }, expected: true },
  { bucket: { policy: { Statement: [partner] } }, expected: false },
  { bucket: { policy: { Statement: [everyone] }, denied: ["GetPublicAccessBlock"] }, expected: "unknown" },
  { bucket: { policy: { Statement: [partner] }, denied: ["GetPublicAccessBlock"] }, expected: false },
  { bucket: { denied: ["GetBucketAcl"] }, expected: "unknown" },
])("isPublic is $expected: $bucket", ({ bucket, expected }) => {
  expect(judge(bucket).isPublic).toBe(expected);
});

describe("every end has its evidence", () => {
  const acl = { owner: "0a1b2c3d".repeat(8), grants: [{ grantee: "AllUsers", permission: "READ" }] };
  test.each([
    {
      what: "a named account",
      bucket: { policy: { Statement: [partner] } },
      expected: [
        ["bucket policy", "Partner", "it allows account 444455556666, outside the bucket's organization"],
      ],
    },
    {
      what: "a network",
      bucket: { policy: { Statement: [readersFromOffice] } },
      expected: [
        [
          "bucket policy",
          "Office",
          "it allows anyone on the internet, but only with aws:SourceIp 198.51.100.0/24, 203.0.113.0/24",
        ],
      ],
    },
    {
      what: "nothing",
      bucket: {},
      expected: [
        ["bucket policy", null, "there is no bucket policy"],
        ["acl", null, "there is no ACL"],
      ],
    },
    {
      what: "a statement without Sid, by its place",
      bucket: { policy: { Statement: [insiders, { ...everyone, Sid: undefined }, partner] } },
      expected: [
        [
          "bucket policy",
          "statement 2",
          'it allows any account of the bucket\'s organization o-tide1234pl; others are denied by Deny "Insiders"',
        ],
      ],
    },
    {
      what: "an ACL grant",
      bucket: { acl },
      expected: [["acl", "AllUsers", "it allows anyone on the internet"]],
    },
    {
      what: "a block",
      bucket: {
        acl,
        accountPublicAccessBlock: { IgnorePublicAcls: true, RestrictPublicBuckets: true },
        policy: { Statement: [everyone] },
      },
      expected: [
        [
          "account public access block",
          null,
          "RestrictPublicBuckets is on and the policy is public: it allows only the bucket owner's account and AWS services",
        ],
        ["account public access block", null, "IgnorePublicAcls is on: the ACL's public grants do not count"],
      ],
    },
    {
      what: "ACLs that are switched off",
      bucket: { acl, ownership: "BucketOwnerEnforced", policy: { Statement: [partner] } },
      expected: [
        ["bucket policy", "Partner", "it allows account 444455556666, outside the bucket's organization"],
      ],
    },
    {
      what: "a refused policy",
      bucket: {
        denied: ["GetBucketPolicy"],
        acl: { ...acl, grants: [{ grantee: "444455556666", permission: "READ" }] },
      },
      expected: [
        ["acl", "444455556666", "it allows account 444455556666, outside the bucket's organization"],
        ["bucket policy", null, "what it grants is not known: the read was refused"],
      ],
    },
    {
      what: "a refused policy, of which AWS says that it is not public",
      bucket: { denied: ["GetBucketPolicy"], policyStatus: { isPublic: false } },
      expected: [
        ["bucket policy", null, "what it grants is not known: the read was refused"],
        ["acl", null, "there is no ACL"],
      ],
    },
    {
      what: "a refused block",
      bucket: { policy: { Statement: [everyone] }, denied: ["GetAccountPublicAccessBlock"] },
      expected: [
        [
          "account public access block",
          null,
          "the read was refused; with RestrictPublicBuckets on, this would be cut off",
        ],
        ["acl", null, "there is no ACL"],
        ["bucket policy", "Everyone", "it allows anyone on the internet"],
      ],
    },
    {
      what: "somebody whose account is not known",
      bucket: { policy: { Statement: [{ ...partner, Principal: { CanonicalUser: "f9e8d7c6" } }] } },
      expected: [
        ["bucket policy", "Partner", "it may allow canonical user f9e8d7c6, whose account is not known"],
        ["acl", null, "there is no ACL"],
      ],
    },
  ])("$what", ({ bucket, expected }) => {
    expect(
      judge(bucket).evidence.map(({ source, statement, because }) => [source, statement, because]),
    ).toEqual(expected);
  });
});

describe("findings", () => {
  test("AWS and the classification disagree", () => {
    expect(judge({ policy: { Statement: [everyone] }, policyStatus: { isPublic: false } })).toMatchObject({
      policyIsPublic: false,
      findings: [
        {
          kind: "policy-status-disagrees",
          because: "AWS says the policy is not public, by its text it is public; AWS's answer counts",
        },
      ],
    });
  });

  test("they agree", () => {
    expect(judge({ policy: { Statement: [everyone] }, policyStatus: { isPublic: true } }).findings).toEqual(
      [],
    );
  });

  test("a statement that cannot be read", () => {
    expect(judge({ policy: { Statement: [partner, { Sid: "Odd", Effect: "Permit" }] } }).findings).toEqual([
      { kind: "unreadable-statement", because: "Odd: its Effect is neither Allow nor Deny" },
    ]);
  });
});

test("a policy of 1,000 statements, more than S3 takes, of which one allows everyone", () => {
  const Statement = Array.from({ length: 1000 }, (_, index) => ({
    ...(index === 501 ? everyone : partner),
    ...(index % 2 === 0 && { Effect: "Deny", Action: "s3:DeleteObject" }),
    Sid: `Statement${index}`,
    Resource: `${ARN}/${index}/*`,
  }));
  const facts = sampleBucket();
  const policy = present(parseBucketPolicy({ Statement }));
  const { exposure, evidence } = judgeBucket(
    { ...facts, facets: { ...facts.facets, policy } },
    { invariants: DEFAULT_INVARIANTS, now: NOW },
  );
  expect(exposure).toEqual({ atLeast: "public", atMost: "public" });
  expect(evidence.map(({ statement }) => statement)).toContain("Statement501");
});

const sparingServices = {
  ...insiders,
  Condition: { ...insiders.Condition, BoolIfExists: { "aws:PrincipalIsAWSService": "false" } },
};
const logging = { ...everyone, Sid: "Logs", Principal: { Service: "logging.s3.amazonaws.com" } };
const loggingOf = (condition: object): object => ({ ...logging, Condition: { StringEquals: condition } });

describe("a statement by which a service may act for anyone is a finding", () => {
  test.each<[string, object]>([
    ["a service without a source", { policy: { Statement: [logging] } }],
    ["everyone, and a Deny that spares services", { policy: { Statement: [everyone, sparingServices] } }],
  ])("%s", (_what, bucket) => {
    expect(judge(bucket).findings.map(({ kind }) => kind)).toContain("service-for-anyone");
  });

  test.each<[string, object]>([
    ["everyone: callers need no service for it", { policy: { Statement: [everyone] } }],
    [
      "a service for the organization",
      { policy: { Statement: [loggingOf({ "aws:SourceOrgID": "o-tide1234pl" })] } },
    ],
    [
      "a service for a foreign account",
      { policy: { Statement: [loggingOf({ "aws:SourceAccount": "444455556666" })] } },
    ],
    [
      "everyone, cut off by RestrictPublicBuckets",
      {
        policy: { Statement: [everyone, sparingServices] },
        publicAccessBlock: { RestrictPublicBuckets: true },
      },
    ],
  ])("but not %s", (_what, bucket) => {
    expect(judge(bucket).findings).toEqual([]);
  });
});

test("evidence of a service for the bucket owner's account names services beside the account", () => {
  const own = loggingOf({ "aws:SourceAccount": "210987654321" });
  expect(judge({ policy: { Statement: [own] } })).toMatchObject({
    exposure: { atLeast: "private", atMost: "private" },
    evidence: [{ because: "it allows nobody but the bucket owner's account and AWS services" }, {}],
  });
});
