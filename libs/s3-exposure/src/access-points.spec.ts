import { BUCKET, BUCKET_ARN, sampleBucket } from "../test/sample";
import { exposureOfBucket } from "./exposure-of-bucket";
import { furtherReads } from "./further-reads";

const FOREIGN = "444455556666";
const ARN = `arn:aws:s3:us-west-2:${BUCKET.account}:accesspoint/shared`;
const BLOCK = { RestrictPublicBuckets: true };

const allow = (more: object = {}) => ({
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: `${BUCKET_ARN}/*`,
  ...more,
});
const policy = (...statements: readonly object[]) => ({ Version: "2012-10-17", Statement: statements });
const toAccount = (account: string) =>
  policy(allow({ Condition: { StringEquals: { "s3:DataAccessPointAccount": account } } }));
const ofPoint = (more: object = {}) => allow({ Resource: `${ARN}/object/*`, ...more });
const shared = (more: object = {}) => ({ name: "shared", arn: ARN, ...more });
const OPEN = shared({ policy: policy(ofPoint()) });
const UNDECIDED = shared({
  policy: policy(ofPoint({ Condition: { StringEquals: { "aws:userid": "anonymous" } } })),
});
const DELEGATED = toAccount(BUCKET.account);

function exposureOf(more: object): string {
  const { atLeast, atMost } = exposureOfBucket(sampleBucket({ policy: DELEGATED, ...more })).exposure;
  return atLeast === atMost ? atLeast : `${atLeast}..${atMost}`;
}

describe("a policy that leaves it to the access points of the bucket owner's account", () => {
  test.each([
    ["they were not asked for", {}, "private..public"],
    ["there are none", { accessPoints: [] }, "private"],
    ["the list was refused", { accessPoints: [OPEN], denied: ["ListAccessPoints"] }, "private..public"],
    ["one has no policy", { accessPoints: [shared()] }, "private"],
    ["one allows everyone", { accessPoints: [OPEN] }, "public"],
    [
      "one without an ARN allows everyone",
      { accessPoints: [shared({ arn: undefined, policy: policy(ofPoint()) })] },
      "public",
    ],
    [
      "one without an ARN allows everyone access to another",
      { accessPoints: [shared({ name: "other", arn: undefined, policy: policy(ofPoint()) })] },
      "private",
    ],
    [
      "one allows everyone, without an ARN, and the bucket leaves it to another",
      {
        policy: policy(allow({ Condition: { ArnLike: { "s3:DataAccessPointArn": ARN } } })),
        accessPoints: [
          {
            name: "other",
            policy: policy(ofPoint({ Resource: `${ARN.replace("shared", "other")}/object/*` })),
          },
        ],
      },
      "private",
    ],
    [
      "one allows everyone access to a folder",
      { accessPoints: [shared({ policy: policy(ofPoint({ Resource: `${ARN}/object/a/*` })) })] },
      "public",
    ],
    [
      "one allows everyone access to a folder, and the bucket leaves another to it",
      {
        policy: policy(
          allow({
            Resource: `${BUCKET_ARN}/b/*`,
            Condition: { StringEquals: { "s3:DataAccessPointAccount": BUCKET.account } },
          }),
        ),
        accessPoints: [shared({ policy: policy(ofPoint({ Resource: `${ARN}/object/a/*` })) })],
      },
      "private",
    ],
    [
      "one allows everyone to list, and the bucket leaves objects to it",
      {
        accessPoints: [shared({ policy: policy(ofPoint({ Action: "s3:ListBucket", Resource: ARN })) })],
      },
      "private",
    ],
    [
      "one allows everyone, and blocks public policies",
      { accessPoints: [{ ...OPEN, publicAccessBlock: BLOCK }] },
      "private",
    ],
    [
      "one allows everyone, and the bucket blocks public policies",
      { accessPoints: [OPEN], publicAccessBlock: BLOCK },
      "private",
    ],
    [
      "whether S3 counts its policy as public is not known, and the bucket blocks public policies",
      { accessPoints: [UNDECIDED], publicAccessBlock: BLOCK },
      "private..public",
    ],
    [
      "the same, and it blocks them itself",
      { accessPoints: [{ ...UNDECIDED, publicAccessBlock: BLOCK }] },
      "private..public",
    ],
    [
      "the same, and S3 says that it is public",
      { accessPoints: [{ ...UNDECIDED, policyStatus: { isPublic: true } }], publicAccessBlock: BLOCK },
      "private",
    ],
    [
      "the same, and S3 says that it is not",
      { accessPoints: [{ ...UNDECIDED, policyStatus: { isPublic: false } }], publicAccessBlock: BLOCK },
      "public",
    ],
    ["its policy was refused", { accessPoints: [OPEN], denied: ["GetAccessPointPolicy"] }, "private..public"],
    ["its block was refused", { accessPoints: [OPEN], denied: ["GetAccessPoint"] }, "private..public"],
    [
      "its status was refused: its text counts",
      { accessPoints: [OPEN], denied: ["GetAccessPointPolicyStatus"] },
      "public",
    ],
    [
      "it allows a foreign account, whatever is blocked",
      {
        accessPoints: [
          shared({ policy: policy(ofPoint({ Principal: { AWS: FOREIGN } })), publicAccessBlock: BLOCK }),
        ],
        publicAccessBlock: BLOCK,
      },
      "external",
    ],
    ["one that only a VPC can access", { accessPoints: [{ ...OPEN, vpc: "vpc-0a1b2c3d" }] }, "external"],
    [
      "it gives another action than the bucket's policy",
      { accessPoints: [shared({ policy: policy(ofPoint({ Action: "s3:PutObject" })) })] },
      "private",
    ],
    [
      "it is about another access point",
      { accessPoints: [shared({ policy: policy(ofPoint({ Resource: `${ARN}-not/object/*` })) })] },
      "private",
    ],
    [
      "it denies all outside the organization",
      {
        accessPoints: [
          shared({
            policy: policy(ofPoint(), {
              ...ofPoint({ Effect: "Deny", Action: "s3:*", Resource: "*" }),
              Condition: { StringNotEquals: { "aws:PrincipalOrgID": BUCKET.organization.id } },
            }),
          }),
        ],
      },
      "organization",
    ],
    ["the widest of two counts", { accessPoints: [shared(), { ...OPEN, name: "other" }] }, "public"],
    [
      "there are more than were read",
      { accessPoints: { AccessPointList: [shared()], NextToken: "more" } },
      "private..public",
    ],
    ["not read, and public policies are blocked", { publicAccessBlock: BLOCK }, "private..external"],
  ])("%s", (_what, more, expected) => {
    expect(exposureOf(more)).toBe(expected);
  });
});

describe("one request has to pass the bucket's policy and the access point's", () => {
  const referer = (value: string) => ({ "aws:Referer": value });
  const delegated = (more: object = {}, StringEquals: object = {}, others: object = {}) =>
    allow({
      ...more,
      Condition: {
        StringEquals: { "s3:DataAccessPointAccount": BUCKET.account, ...StringEquals },
        ...others,
      },
    });
  const denied = (more: object) => allow({ Effect: "Deny", ...more });
  const vpc = (value: string) => ({ StringEquals: { "aws:SourceVpc": value } });
  const fromRange = { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } };
  const folder = (name: string) => ofPoint({ Resource: `${ARN}/object/${name}/*` });
  const refererB = ofPoint({ Condition: { StringEquals: referer("b") } });
  const refererA = ofPoint({ Condition: { StringEquals: referer("a") } });
  const neverMet = ofPoint({
    Condition: { StringEquals: referer("a"), StringNotLike: referer("a*") },
  });
  test.each<[what: string, statements: readonly object[], point: object, expected: string]>([
    [
      "each asks for another header",
      [delegated({}, referer("a"))],
      shared({ policy: policy(refererB) }),
      "private..public",
    ],
    ["both ask for the same", [delegated({}, referer("a"))], shared({ policy: policy(refererA) }), "public"],
    [
      "one of two Allows asks for the same",
      [delegated({}, referer("a"))],
      shared({ policy: policy(refererB, refererA) }),
      "public",
    ],
    [
      "the access point's contradicts itself",
      [delegated()],
      shared({ policy: policy(neverMet) }),
      "private..public",
    ],
    [
      "the bucket's denies what the access point's asks for",
      [delegated(), denied({ Condition: { StringEquals: referer("b") } })],
      shared({ policy: policy(refererB) }),
      "private..public",
    ],
    [
      "the folder that the access point's gives is denied",
      [delegated(), denied({ Resource: `${BUCKET_ARN}/a/*` })],
      shared({ policy: policy(folder("a")) }),
      "private..public",
    ],
    [
      "another folder is denied",
      [delegated(), denied({ Resource: `${BUCKET_ARN}/a/*` })],
      shared({ policy: policy(folder("b")) }),
      "public",
    ],
    [
      "the action that the access point's gives is denied",
      [delegated({ Action: "s3:*" }), denied({})],
      OPEN,
      "private..public",
    ],
    [
      "the action that the access point's gives is left out",
      [delegated({ Action: undefined, NotAction: "s3:GetObject" })],
      OPEN,
      "private..public",
    ],
    [
      "the second of two folders",
      [delegated({ Resource: [`${BUCKET_ARN}/a/*`, `${BUCKET_ARN}/b/*`] })],
      shared({ policy: policy(folder("b")) }),
      "public",
    ],
    [
      "objects, of bucket and objects",
      [delegated({ Action: "s3:*", Resource: [BUCKET_ARN, `${BUCKET_ARN}/*`] })],
      OPEN,
      "public",
    ],
    [
      "from the VPC of the access point, which is denied",
      [delegated(), denied({ Condition: vpc("vpc-1") })],
      { ...OPEN, vpc: "vpc-1" },
      "private",
    ],
    [
      "from another VPC",
      [delegated(), denied({ Condition: vpc("vpc-2") })],
      { ...OPEN, vpc: "vpc-1" },
      "external",
    ],
    [
      "another VPC is asked for",
      [delegated({}, { "aws:SourceVpc": "vpc-2" })],
      { ...OPEN, vpc: "vpc-1" },
      "private",
    ],
    [
      "from an address, and it is in a VPC",
      [delegated({}, {}, fromRange)],
      { ...OPEN, vpc: "vpc-1" },
      "private",
    ],
    [
      "all addresses denied, and it is in a VPC",
      [delegated(), denied({ Condition: { Null: { "aws:SourceVpc": "true" } } })],
      { ...OPEN, vpc: "vpc-1" },
      "external",
    ],
  ])("%s", (_what, statements, point, expected) => {
    expect(exposureOf({ policy: policy(...statements), accessPoints: [point] })).toBe(expected);
  });
});

test("AWS says that an access point's policy is not public, which by its text is, and public policies are blocked", () => {
  const accessPoints = [{ ...OPEN, policyStatus: { isPublic: false } }];
  expect(exposureOf({ accessPoints, publicAccessBlock: BLOCK })).toBe("private..external");
});

test("through an access point of their own, others let in callers without credentials", () => {
  const Condition = {
    StringEquals: { "aws:PrincipalAccount": "anonymous" },
    StringLike: { "s3:DataAccessPointArn": "*" },
  };
  expect(exposureOf({ policy: policy(allow({ Condition })), accessPoints: [] })).toBe("private..public");
});

test("one access point that is named: the others do not count", () => {
  const named = policy(allow({ Condition: { ArnEquals: { "s3:DataAccessPointArn": `${ARN}-2` } } }));
  expect(exposureOf({ policy: named, accessPoints: [OPEN] })).toBe("private");
  expect(
    exposureOf({
      policy: named,
      accessPoints: [{ ...OPEN, arn: `${ARN}-2`, policy: policy(allow({ Resource: "*" })) }],
    }),
  ).toBe("public");
});

test("only those of one network origin", () => {
  const inVpc = policy(
    allow({
      Condition: {
        StringEquals: { "s3:DataAccessPointAccount": BUCKET.account, "s3:AccessPointNetworkOrigin": "VPC" },
      },
    }),
  );
  expect(exposureOf({ policy: inVpc })).toBe("private..external");
  expect(exposureOf({ policy: inVpc, accessPoints: [OPEN] })).toBe("private");
  expect(exposureOf({ policy: inVpc, accessPoints: [{ ...OPEN, vpc: "vpc-1" }] })).toBe("external");
});

test("access points of another account cannot be read: its people make one, and allow whom they like", () => {
  expect(exposureOf({ policy: toAccount(FOREIGN), accessPoints: [] })).toBe("external..public");
});

test("the finding says what to read", () => {
  const kinds = (more: object) =>
    exposureOfBucket(sampleBucket({ policy: DELEGATED, ...more })).findings.map(({ kind }) => kind);
  expect(kinds({})).toEqual(["access-points-not-read"]);
  expect(kinds({ accessPoints: [] })).toEqual([]);
});

describe("whether the verdict depends on access points", () => {
  const depends = (more: object) => furtherReads(sampleBucket(more)).accessPoints;
  const notThrough = {
    ...allow({ Effect: "Deny", Action: "s3:*", Resource: "*" }),
    Condition: { StringNotEquals: { "s3:DataAccessPointAccount": BUCKET.account } },
  };
  test.each([
    ["a policy that leaves it to them", { policy: DELEGATED }, true],
    ["one whose Deny spares them", { policy: policy(allow(), notThrough) }, true],
    ["no policy", {}, false],
    ["a policy that does not mention them", { policy: policy(allow()) }, false],
    ["one that allows everyone anyway", { policy: policy(allow(), ...DELEGATED.Statement) }, false],
    [
      "one that is public and cut off",
      { policy: policy(allow(), notThrough), publicAccessBlock: BLOCK },
      false,
    ],
    ["one that leaves it to those of another account", { policy: toAccount(FOREIGN) }, false],
  ])("%s: %s", (_what, more, expected) => {
    expect(depends(more)).toBe(expected);
    // They are not read twice.
    expect(depends({ ...more, accessPoints: [OPEN] })).toBe(false);
  });
});
