import { allow, deny, FOREIGN, ROLE, SESSION, testRows, to } from "../../test/kinds";
import { BUCKET_ARN } from "../../test/sample";

describe("patterns of ids take in all of them, some or none", () => {
  testRows([
    [
      "access points of accounts that begin alike",
      [allow({ ArnLike: { "s3:DataAccessPointArn": "arn:aws:s3:*:4*:accesspoint/*" } })],
      "public",
    ],
    ["no account has letters", [allow({ StringLike: { "aws:PrincipalAccount": "abc*" } })], "private"],
    [
      "no account has thirteen digits",
      [allow({ StringLike: { "aws:PrincipalAccount": "?????????????*" } })],
      "private",
    ],
    ["accounts that begin alike", [allow({ StringLike: { "aws:PrincipalAccount": "4*" } })], "public"],
    [
      "each account has twelve digits",
      [
        allow({ Bool: { "aws:PrincipalIsAWSService": "false" } }),
        deny({ StringLike: { "aws:PrincipalAccount": "????????????" } }),
      ],
      "private",
    ],
    [
      "no organization begins with another letter",
      [allow({ StringLike: { "aws:PrincipalOrgID": "r-*" } })],
      "private",
    ],
    [
      "each organization begins alike",
      [allow(), deny({ "ForAllValues:StringLike": { "aws:PrincipalOrgPaths": "o-*/*" } })],
      "private",
    ],
    [
      "callers without credentials have an id of their own",
      [to({ AWS: FOREIGN }, { StringLike: { "aws:userid": "anon*" } })],
      "private",
    ],
    [
      "the same beside a role that is named",
      [to({ AWS: [FOREIGN, ROLE] }, { StringEquals: { "aws:userid": "anonymous" } })],
      "private",
    ],
  ]);
});

describe("conditions that nobody can meet", () => {
  testRows([
    [
      "a user's id with a session",
      [to({ AWS: FOREIGN }, { StringEquals: { "aws:userid": "AIDAEXAMPLEEXAMPLE123:run" } })],
      "private",
    ],
    [
      "a session of a name that no session has",
      [to({ AWS: FOREIGN }, { StringEquals: { "aws:userid": "AROAEXAMPLEEXAMPLE123:a run" } })],
      "private",
    ],
    [
      "an access point that is no ARN",
      [allow({ StringEquals: { "s3:DataAccessPointArn": "false" } })],
      "private",
    ],
    [
      "an access point whose ARN has a star under StringEquals",
      [allow({ StringEquals: { "s3:DataAccessPointArn": "arn:aws:s3:us-west-2:*:accesspoint/logs" } })],
      "private",
    ],
    [
      "an access point that is a bucket",
      [allow({ ArnLike: { "s3:DataAccessPointArn": "arn:aws:s3:::logs*" } })],
      "private",
    ],
    [
      "a session's ARN as the principal's",
      [allow({ StringEquals: { "aws:PrincipalArn": SESSION } })],
      "private",
    ],
    [
      "the same as a pattern",
      [allow({ ArnLike: { "aws:PrincipalArn": `arn:aws:sts::${FOREIGN}:assumed-role/*` } })],
      "private",
    ],
    [
      "a federated user has such an ARN",
      [allow({ ArnLike: { "aws:PrincipalArn": `arn:aws:sts::${FOREIGN}:federated-user/*` } })],
      "external",
    ],
    [
      "a role's id without a session",
      [allow({ StringEquals: { "aws:userid": "AROAEXAMPLEEXAMPLE123" } })],
      "private",
    ],
    [
      "a user's id with a session",
      [allow({ StringEquals: { "aws:userid": "AIDAEXAMPLEEXAMPLE123:x" } })],
      "private",
    ],
    ["a name as an id", [allow({ StringLike: { "aws:userid": "bob*" } })], "private"],
  ]);
});

const everything = { Action: "s3:*", Resource: [BUCKET_ARN, `${BUCKET_ARN}/*`] };

describe("a condition on what the caller chooses is a fact only where some value meets it", () => {
  testRows([
    [
      "a type of principal that there is not",
      [allow({ StringEquals: { "aws:PrincipalType": "Robot" } })],
      "private..public",
    ],
    [
      "a caller without credentials, by type",
      [allow({ StringEquals: { "aws:PrincipalType": "Anonymous" } })],
      "public",
    ],
    [
      "credentials issued before there were any",
      [allow({ DateLessThan: { "aws:TokenIssueTime": "2000-01-01T00:00:00Z" } })],
      "private..public",
    ],
    [
      "credentials issued this month",
      [allow({ DateGreaterThan: { "aws:TokenIssueTime": "2026-06-01T00:00:00Z" } })],
      "public",
    ],
    [
      "a signature of a negative age",
      [allow({ NumericLessThan: { "s3:signatureAge": "-1" } })],
      "private..public",
    ],
    ["a signature of ten minutes", [allow({ NumericLessThan: { "s3:signatureAge": "600000" } })], "public"],
    [
      "old signatures denied",
      [allow(), deny({ NumericGreaterThan: { "s3:signatureAge": "600000" } })],
      "public",
    ],
    [
      "all versions of TLS denied",
      [allow(), deny({ NumericLessThan: { "s3:TlsVersion": "9" } })],
      "private..public",
    ],
    [
      "old versions of TLS denied",
      [allow(), deny({ NumericLessThan: { "s3:TlsVersion": "1.2" } })],
      "public",
    ],
    [
      "old versions of TLS denied, and what is not encrypted",
      [
        allow(),
        deny({ NumericLessThan: { "s3:TlsVersion": "1.3" } }),
        deny({ Bool: { "aws:SecureTransport": "false" } }),
      ],
      "public",
    ],
    ["a factor that is not there", [allow({ Bool: { "aws:MultiFactorAuthPresent": "true" } })], "public"],
    [
      "a second factor of a caller without credentials",
      [
        allow({
          Bool: { "aws:MultiFactorAuthPresent": "true" },
          StringEquals: { "aws:PrincipalAccount": "anonymous" },
        }),
      ],
      "private",
    ],
    [
      "a second factor without temporary credentials",
      [allow({ Bool: { "aws:MultiFactorAuthPresent": "true" }, Null: { "aws:TokenIssueTime": "true" } })],
      "private..public",
    ],
    ["a tag of the caller's", [allow({ StringEquals: { "aws:PrincipalTag/team": "blue" } })], "public"],
    [
      "a tag that no principal can have",
      [allow({ StringEquals: { "aws:PrincipalTag/team": "b\u0000lue" } })],
      "private..public",
    ],
    [
      "a tag of a caller without credentials",
      [allow({ StringEquals: { "aws:PrincipalTag/team": "blue", "aws:userid": "anonymous" } })],
      "private",
    ],
    [
      "a tag of a caller without credentials, by type",
      [allow({ StringEquals: { "aws:PrincipalTag/team": "blue", "aws:PrincipalType": "Anonymous" } })],
      "private..public",
    ],
    [
      "a user with the ARN of a role",
      [
        allow({
          StringEquals: { "aws:PrincipalType": "User" },
          ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" },
        }),
      ],
      "private..public",
    ],
    [
      "a name that no role has",
      [allow({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/a b*" } })],
      "private..public",
    ],
    [
      "an address of the internet and one of a VPC",
      [allow({ IpAddress: { "aws:SourceIp": "0.0.0.0/0", "aws:VpcSourceIp": "10.0.0.0/8" } })],
      "private..public",
    ],
    ["an address of a VPC", [allow({ IpAddress: { "aws:VpcSourceIp": "10.0.0.0/8" } })], "public"],
  ]);
});

describe("a key that only some calls have", () => {
  const noLists = deny({}, { Action: "s3:ListBucket*" });
  testRows([
    ["a prefix among all actions", [allow({ StringEquals: { "s3:prefix": "a" } }, everything)], "public"],
    [
      "a prefix, and listing denied",
      [allow({ StringEquals: { "s3:prefix": "a" } }, everything), noLists],
      "private..public",
    ],
    [
      "few keys at a time, and listing denied",
      [allow({ NumericLessThanEquals: { "s3:max-keys": "10" } }, everything), noLists],
      "private..public",
    ],
    [
      "no key at a time",
      [allow({ NumericLessThan: { "s3:max-keys": "-5" } }, everything)],
      "private..public",
    ],
    [
      "objects, and all that has not one prefix denied",
      [allow(), deny({ StringNotEquals: { "s3:prefix": "a" } })],
      "private..public",
    ],
    [
      "objects and lists, and all that has not one prefix denied",
      [allow({}, everything), deny({ StringNotEquals: { "s3:prefix": "a" } })],
      "public",
    ],
    [
      "putting with an ACL, and putting denied",
      [allow({ StringEquals: { "s3:x-amz-acl": "private" } }, everything), deny({}, { Action: "s3:Put*" })],
      "private..public",
    ],
    [
      "putting without an ACL denied",
      [
        allow({}, { Action: "s3:PutObject" }),
        deny(
          { StringNotEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
          { Action: "s3:PutObject" },
        ),
      ],
      "public",
    ],
  ]);
});
