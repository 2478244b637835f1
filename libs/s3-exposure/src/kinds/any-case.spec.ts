import { allow, FOREIGN, testRows, to } from "../../test/kinds";

const ID = "AIDAEXAMPLEEXAMPLE123";

describe("an operator that ignores case finds what AWS writes in another case", () => {
  testRows([
    ["a user's id", [allow({ StringEqualsIgnoreCase: { "aws:userid": ID } })], "private..external"],
    [
      "a user's id in lower case",
      [allow({ StringEqualsIgnoreCase: { "aws:userid": ID.toLowerCase() } })],
      "private..external",
    ],
    [
      "a session of a role whose id is in lower case",
      [allow({ StringEqualsIgnoreCase: { "aws:userid": "aroaexampleexample123:Run" } })],
      "private..external",
    ],
    [
      "a user who is named by his id",
      [to({ AWS: ID }, { StringEqualsIgnoreCase: { "aws:userid": ID.toLowerCase() } })],
      "private..external",
    ],
    [
      "an ARN in upper case",
      [allow({ StringEqualsIgnoreCase: { "aws:PrincipalArn": `ARN:AWS:IAM::${FOREIGN}:ROLE/Courier` } })],
      "external",
    ],
    ["anonymous in upper case", [allow({ StringEqualsIgnoreCase: { "aws:userid": "ANONYMOUS" } })], "public"],
  ]);
});
