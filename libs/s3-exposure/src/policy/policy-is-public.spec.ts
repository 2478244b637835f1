import { allow, FOREIGN, to } from "../../test/kinds";
import { parseBucketPolicy } from "./parse-policy";
import { policyIsPublic } from "./policy-is-public";

const ORG = "o-tide1234pl";
const ROOT = `arn:aws:iam::${FOREIGN}:root`;

const flagOf = (statements: readonly object[], Version = "2012-10-17") =>
  policyIsPublic(parseBucketPolicy({ Version, Statement: statements }));

type Row = readonly [what: string, condition: unknown];

const flagOfEveryone = (Condition: unknown) => flagOf([{ ...allow(), Condition }]);

describe("whether S3 takes a condition for a narrowing one is not known of", () => {
  const rows: readonly Row[] = [
    ["an operator that does not exist", { StringIsExactly: { "aws:PrincipalOrgID": ORG } }],
    ["an operator in another case", { stringequals: { "aws:PrincipalOrgID": ORG } }],
    ["an operator for bytes", { BinaryEquals: { "aws:PrincipalOrgID": "by10aWRl" } }],
    ["an operator for ARNs on a key that holds none", { ArnEquals: { "aws:SourceVpc": "vpc-0a1b2c3d" } }],
    ["an operator for numbers on an account", { NumericEquals: { "aws:PrincipalAccount": FOREIGN } }],
    ["an operator for texts on an address", { StringEquals: { "aws:SourceIp": "203.0.113.7" } }],
    [
      "a key in two cases",
      { StringEquals: { "aws:PrincipalOrgID": ORG, "aws:principalorgid": "o-else5678wh" } },
    ],
    [
      "an operator in two cases",
      { StringEquals: { "aws:PrincipalOrgID": ORG }, stringEquals: { "aws:PrincipalAccount": FOREIGN } },
    ],
    ["a value that is an object", { StringEquals: { "aws:PrincipalOrgID": { id: ORG } } }],
    ["no value", { StringEquals: { "aws:PrincipalOrgID": [] } }],
    ["an empty value", { StringEquals: { "aws:PrincipalOrgID": "" } }],
    ["a fixed and an empty value", { StringEquals: { "aws:PrincipalOrgID": [ORG, ""] } }],
    ["a Condition that is a text", "aws:PrincipalOrgID"],
    ["an operator with a text in place of keys", { StringEquals: ORG }],
    ["what is no address", { IpAddress: { "aws:SourceIp": "office" } }],
    ["what is no ARN under an operator for ARNs", { ArnEquals: { "aws:PrincipalArn": "ilse" } }],
    ["a flag that is neither true nor false", { Bool: { "aws:PrincipalIsAWSService": "yes" } }],
    [
      "callers without credentials, by their account",
      { StringEquals: { "aws:PrincipalAccount": "anonymous" } },
    ],
    ["callers without credentials, by their id", { StringEquals: { "aws:userid": "anonymous" } }],
    ["a character that is written as a variable", { StringLike: { "aws:PrincipalOrgID": "o-tide${*}" } }],
    ["a variable that does not end", { StringEquals: { "aws:PrincipalOrgID": "${aws:ResourceOrgID" } }],
    [
      "IfExists together with ForAnyValue",
      { "ForAnyValue:StringEqualsIfExists": { "aws:PrincipalOrgPaths": `${ORG}/r-ab12/` } },
    ],
  ];
  test.each(rows)("%s", (_what, condition) => {
    expect(flagOfEveryone(condition)).toBe("unknown");
  });
});

describe("public, whatever else S3 may make of the operator or the values:", () => {
  const rows: readonly Row[] = [
    ["a key that is not on the guide's list", { StringIsExactly: { "aws:SecureTransport": "true" } }],
    ["a wildcard under an operator that does not suit the key", { IpAddress: { "aws:SourceVpc": "vpc-*" } }],
    ["a wildcard beside an empty value", { StringLike: { "aws:PrincipalOrgID": ["", "o-*"] } }],
    ["a wildcard beside a character written as a variable", { StringLike: { "aws:userid": "AROA${*}*" } }],
    ["a policy variable", { StringEquals: { "aws:PrincipalOrgID": "${aws:ResourceOrgID}" } }],
    ["a negated operator without a value", { StringNotEquals: { "aws:PrincipalOrgID": [] } }],
    ["a wide range beside what is no address", { IpAddress: { "aws:SourceIp": ["0.0.0.0/0", "office"] } }],
    [
      "a wildcard under IfExists together with ForAnyValue",
      { "ForAnyValue:StringLikeIfExists": { "aws:PrincipalOrgPaths": `${ORG}/*` } },
    ],
  ];
  test.each(rows)("%s", (_what, condition) => {
    expect(flagOfEveryone(condition)).toBe(true);
  });
});

describe("not public, whatever S3 may make of another condition:", () => {
  const rows: readonly Row[] = [
    [
      "an operator that does not exist",
      { StringEquals: { "aws:PrincipalOrgID": ORG }, StringIsExactly: { "aws:userid": "anonymous" } },
    ],
    ["the guide's own form of an ARN", { ArnEquals: { "aws:PrincipalArn": ROOT } }],
  ];
  test.each(rows)("%s", (_what, condition) => {
    expect(flagOfEveryone(condition)).toBe(false);
  });

  test("a fixed principal with a condition that is not understood", () => {
    expect(flagOf([to({ AWS: ROOT }, { StringIsExactly: { "aws:PrincipalOrgID": ORG } })])).toBe(false);
  });
});

test("of several statements a public one counts before one of which it is not known", () => {
  const undecided = allow({ StringIsExactly: { "aws:PrincipalOrgID": ORG } });
  const closed = to({ AWS: ROOT });
  expect(flagOf([undecided, allow()])).toBe(true);
  expect(flagOf([allow(), undecided])).toBe(true);
  expect(flagOf([closed, undecided])).toBe("unknown");
  expect(flagOf([undecided, closed])).toBe("unknown");
});

test("before Version 2012-10-17 what looks like a policy variable is a fixed text", () => {
  const own = allow({ StringEquals: { "aws:PrincipalOrgID": "${aws:ResourceOrgID}" } });
  expect(flagOf([own], "2008-10-17")).toBe(false);
});
