import { allow, deny, FOREIGN, ORG, testRows } from "../../test/kinds";
import { BUCKET } from "../../test/sample";

describe("keys that are known, or that nobody chooses", () => {
  testRows([
    [
      "one that the caller chooses beside one that nobody knows",
      [
        allow({
          StringEquals: { "aws:Referer": "https://www.example.org", "aws:PrincipalStarSign": "libra" },
        }),
      ],
      "private..public",
    ],
    [
      "the bucket owner's account as the resource's",
      [allow({ StringEquals: { "aws:ResourceAccount": BUCKET.account } })],
      "public",
    ],
    [
      "another account as the resource's",
      [allow({ StringEquals: { "aws:ResourceAccount": FOREIGN } })],
      "private",
    ],
    [
      "the own organization as the resource's",
      [allow({ StringEquals: { "aws:ResourceOrgID": ORG } })],
      "public",
    ],
    [
      "before the time it is",
      [allow({ DateLessThan: { "aws:CurrentTime": "2026-06-15T11:59:59Z" } })],
      "private",
    ],
    [
      "after the time it is",
      [allow({ DateLessThan: { "aws:CurrentTime": "2026-06-15T12:00:01Z" } })],
      "public",
    ],
    ["as seconds", [allow({ NumericGreaterThanEquals: { "aws:EpochTime": "1781524800" } })], "public"],
    ["a time as text", [allow({ StringLike: { "aws:CurrentTime": "*" } })], "private..public"],
    [
      "a time as text in a Deny",
      [allow(), deny({ StringNotLike: { "aws:CurrentTime": "2*" } })],
      "private..public",
    ],
    [
      "seconds as text in a Deny",
      [allow(), deny({ StringNotLike: { "aws:EpochTime": "1*" } })],
      "private..public",
    ],
    [
      "a time as a number",
      [allow(), deny({ NumericGreaterThan: { "aws:CurrentTime": "0" } })],
      "private..public",
    ],
    [
      "four digits, which are a year or seconds",
      [allow({ DateLessThan: { "aws:CurrentTime": "2027" } })],
      "private..public",
    ],
    [
      "a time without a zone",
      [allow({ DateLessThan: { "aws:CurrentTime": "2026-06-15T11:00:00" } })],
      "private..public",
    ],
    ["a day", [allow({ DateLessThan: { "aws:CurrentTime": "2026-06-15" } })], "private"],
    [
      "a time with an offset",
      [allow({ DateGreaterThan: { "aws:CurrentTime": "2026-06-15T13:30:00+02:00" } })],
      "public",
    ],
    [
      "a function of the bucket owner's account",
      [
        allow({
          ArnEquals: { "lambda:SourceFunctionArn": `arn:aws:lambda:us-west-2:${BUCKET.account}:function:a` },
        }),
      ],
      "private",
    ],
    [
      "a function of a foreign account",
      [
        allow({
          ArnEquals: { "lambda:SourceFunctionArn": `arn:aws:lambda:us-west-2:${FOREIGN}:function:a` },
        }),
      ],
      "external",
    ],
    [
      "an access grants instance",
      [
        allow({
          ArnEquals: {
            "s3:AccessGrantsInstanceArn": "arn:aws:s3:us-west-2:210987654321:access-grants/default",
          },
        }),
      ],
      "private..public",
    ],
    [
      "a header, which anybody sends",
      [allow({ StringLike: { "aws:Referer": "https://example.org/*" } })],
      "public",
    ],
  ]);
});

describe("each request has aws:SecureTransport, as true or false", () => {
  testRows([
    ["none without it", [allow({ Null: { "aws:SecureTransport": "true" } })], "private"],
    ["all with it", [allow({ Null: { "aws:SecureTransport": "false" } })], "public"],
    ["either value", [allow({ Bool: { "aws:SecureTransport": ["true", "false"] } })], "public"],
    [
      "either value denied in one Deny",
      [allow(), deny({ Bool: { "aws:SecureTransport": ["true", "false"] } })],
      "private",
    ],
    [
      "either value denied, each by a Deny",
      [
        allow(),
        deny({ Bool: { "aws:SecureTransport": "true" } }),
        deny({ Bool: { "aws:SecureTransport": "false" } }),
      ],
      "private..public",
    ],
    ["neither value", [allow({ StringEquals: { "aws:SecureTransport": "yes" } })], "private"],
  ]);
});
