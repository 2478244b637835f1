import type * as Policy from "@security-auto/iam-policy";
import { BUCKET_ARN, sampleBucket } from "../test/sample";
import { exposureOfBucket } from "./exposure-of-bucket";
import { MOST_STEPS, Steps } from "./access/steps";

let mockCompared = 0;

jest.mock("@security-auto/iam-policy", () => {
  const policy = jest.requireActual<typeof Policy>("@security-auto/iam-policy");
  const count = (wide: string, narrow: string): void => {
    mockCompared += wide.length * narrow.length;
  };
  return {
    ...policy,
    includes: (wide: string, narrow: string): boolean => {
      count(wide, narrow);
      return policy.includes(wide, narrow);
    },
    arnIncludes: (wide: string, narrow: string): boolean | undefined => {
      count(wide, narrow);
      return policy.arnIncludes(wide, narrow);
    },
  };
});

beforeEach(() => {
  mockCompared = 0;
});

const ROLES = "arn:aws:iam::444455556666:role/";
const ones = "?".repeat(700);
const letters = "a".repeat(1900);
const everything = { Action: "s3:*", Resource: [BUCKET_ARN, `${BUCKET_ARN}/*`] };
const allow = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `${BUCKET_ARN}/*` };
const deny = { Effect: "Deny", Principal: "*", ...everything };
const endpoints = Array.from({ length: 300 }, (_, index) => `v${index.toString(36)}`);
const fromElsewhere = { ...deny, Condition: { StringNotEquals: { "aws:SourceVpce": endpoints } } };
const unknownKey = { StringEquals: { "example:key": "x" } };

const POLICIES: readonly (readonly [what: string, statements: readonly object[]])[] = [
  [
    "principals' ARNs against patterns of many single characters",
    [
      {
        ...allow,
        Condition: {
          ...unknownKey,
          StringLike: { "aws:PrincipalArn": ["z", "y", "x"].map((end) => `${ROLES}*${ones}${end}*`) },
        },
      },
      {
        ...deny,
        Condition: { ArnEquals: { "aws:PrincipalArn": ["", "b", "c"].map((end) => ROLES + letters + end) } },
      },
      { ...fromElsewhere, Action: "s3:GetObject" },
    ],
  ],
  [
    "longer patterns and ARNs than there are",
    [
      {
        ...allow,
        Condition: {
          ...unknownKey,
          StringLike: { "aws:PrincipalArn": [`${ROLES}*${"?".repeat(2100)}z*`] },
        },
      },
      { ...deny, Condition: { ArnEquals: { "aws:PrincipalArn": [`${ROLES}${"a".repeat(4000)}`] } } },
      fromElsewhere,
    ],
  ],
  [
    "excepted actions against excepted actions",
    [
      { ...allow, Action: undefined, NotAction: Array.from({ length: 4 }, () => `s3:*${ones}z*`) },
      ...Array.from({ length: 40 }, () => ({
        ...deny,
        Action: undefined,
        NotAction: [`s3:${"a".repeat(200)}`],
        Condition: unknownKey,
      })),
      fromElsewhere,
    ],
  ],
  [
    "resources",
    [
      { ...allow, Resource: ["1", "2", "3"].map((end) => `${BUCKET_ARN}/${letters}${end}*`) },
      { ...deny, Resource: ["1", "2", "3", "4"].map((end) => `${BUCKET_ARN}/*${ones}z${end}*`) },
    ],
  ],
  [
    "choices of a prefix",
    [
      {
        ...allow,
        Action: "s3:ListBucket",
        Resource: BUCKET_ARN,
        Condition: { StringLike: { "s3:prefix": endpoints.map((end) => `*aaa?aaa${end}*`) } },
      },
      { ...deny, Condition: { StringLike: { "s3:prefix": endpoints.map((end) => `*a??${end}*`) } } },
    ],
  ],
];

test.each(POLICIES)("the steps pay for the characters that are compared: %s", (_what, statements) => {
  const steps = new Steps();
  exposureOfBucket(sampleBucket({ policy: { Version: "2012-10-17", Statement: statements } }), { steps });
  expect(mockCompared).toBeLessThan(1024 * (Math.min(steps.taken, MOST_STEPS) + 20 * 1024));
});

test("a grant to everyone is found behind 99 others and beside a policy that is costly to judge", () => {
  const others = Array.from({ length: 99 }, (_, index) => ({
    grantee: String(index).padStart(64, "b"),
    permission: "READ",
  }));
  const facts = sampleBucket({
    policy: { Version: "2012-10-17", Statement: POLICIES[0]?.[1] },
    acl: { owner: "a".repeat(64), grants: [...others, { grantee: "AllUsers", permission: "READ" }] },
    ownership: "ObjectWriter",
  });
  const { exposure, evidence } = exposureOfBucket(facts);
  expect(exposure).toEqual({ atLeast: "public", atMost: "public" });
  expect(evidence.atLeast[0]).toMatchObject({ source: "acl", statement: "AllUsers" });
});
