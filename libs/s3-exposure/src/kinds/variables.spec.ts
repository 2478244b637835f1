import { allow, deny, exposureOf, testRows } from "../../test/kinds";
import { BUCKET_ARN } from "../../test/sample";

describe("a variable stands for what is known of the bucket, and else for something that is not known", () => {
  testRows([
    [
      "account of the caller's as the bucket's",
      [allow({ StringEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" } })],
      "private..public",
    ],
    [
      "organization of the caller's as the bucket's",
      [allow({ StringEquals: { "aws:ResourceOrgID": "${aws:PrincipalOrgID}" } })],
      "private..public",
    ],
    [
      "another account than the caller's denied",
      [allow(), deny({ StringNotEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" } })],
      "private..public",
    ],
    [
      "another organization than the caller's denied",
      [allow(), deny({ StringNotEquals: { "aws:ResourceOrgID": "${aws:PrincipalOrgID}" } })],
      "private..public",
    ],
    [
      "each account denied by itself",
      [allow(), deny({ StringEquals: { "aws:PrincipalAccount": "${aws:PrincipalAccount}" } })],
      "private..public",
    ],
    [
      "roles of the bucket's account",
      [allow({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::${aws:ResourceAccount}:role/*" } })],
      "private",
    ],
    [
      "all but roles of the bucket's account denied",
      [allow(), deny({ ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::${aws:ResourceAccount}:role/*" } })],
      "private",
    ],
    [
      "paths of the bucket's organization",
      [allow({ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "${aws:ResourceOrgID}/*" } })],
      "organization",
    ],
    [
      "the bucket's organization, whatever the case",
      [allow({ StringEqualsIgnoreCase: { "aws:PrincipalOrgID": "${AWS:RESOURCEORGID}" } })],
      "organization",
    ],
    [
      "the bucket's organization, which is not known",
      [allow(), deny({ StringNotEquals: { "aws:PrincipalOrgID": "${aws:ResourceOrgID}" } })],
      "private..public",
      { organization: undefined },
    ],
    [
      "a prefix by the caller's name",
      [
        allow(
          { StringLike: { "s3:prefix": "home/${aws:username}/*" } },
          { Action: "s3:ListBucket", Resource: BUCKET_ARN },
        ),
      ],
      "public",
    ],
    [
      "a prefix by the caller's account",
      [
        allow(
          { StringLike: { "s3:prefix": "${aws:PrincipalAccount}/*" } },
          { Action: "s3:ListBucket", Resource: BUCKET_ARN },
        ),
      ],
      "private..public",
    ],
    [
      "a tag of the caller's within an ARN",
      [allow({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::${aws:PrincipalTag/account}:role/*" } })],
      "private..public",
    ],
  ]);
});

describe("policy variables exist in Version 2012-10-17 only", () => {
  const unlessOwn = deny({ StringNotEquals: { "aws:PrincipalOrgID": "${aws:ResourceOrgID}" } });
  test.each([
    ["2012-10-17", "organization"],
    ["2008-10-17", "private"],
    [undefined, "private"],
  ])("%s: %s", (Version, expected) => {
    expect(exposureOf([], { policy: { Version, Statement: [allow(), unlessOwn] } })).toBe(expected);
  });
});
