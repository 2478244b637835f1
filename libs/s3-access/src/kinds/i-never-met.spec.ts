import { allow, deny, FOREIGN, ROLE, SESSION, testRows, to } from "../../test/kinds";

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
