import { allow, deny, FOREIGN, ORG, testRows, to } from "../../test/kinds";

describe("a star under StringEquals is a star", () => {
  testRows([
    [
      "account of a source whose account is not known",
      [allow({ StringEquals: { "aws:SourceAccount": "*", "aws:SourceArn": "arn:aws:s3:::tidepool-logs" } })],
      "private",
    ],
    [
      "function of an account",
      [
        to(
          { AWS: FOREIGN },
          { StringEquals: { "lambda:SourceFunctionArn": `arn:aws:lambda:*:${FOREIGN}:function:*` } },
        ),
      ],
      "private",
    ],
    ["a user id", [allow({ StringEquals: { "aws:userid": "AROAEXAMPLEEXAMPLE123:*" } })], "private"],
    [
      "an organization's path",
      [allow({ "ForAnyValue:StringEquals": { "aws:PrincipalOrgPaths": `${ORG}/*` } })],
      "private",
    ],
    [
      "a path in a Deny: nobody is spared",
      [allow(), deny({ "ForAllValues:StringNotEquals": { "aws:PrincipalOrgPaths": `${ORG}/*` } })],
      "private",
    ],
    ["a network", [allow({ StringEquals: { "aws:SourceVpc": "vpc-*" } })], "private"],
  ]);
});
