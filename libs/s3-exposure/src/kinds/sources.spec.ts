import { allow, deny, FOREIGN, ORG, service, testRows } from "../../test/kinds";
import { BUCKET, BUCKET_ARN } from "../../test/sample";

describe("source keys count in a Deny alone", () => {
  testRows([
    [
      "the bucket itself is its owner's",
      [service({ ArnEquals: { "aws:SourceArn": BUCKET_ARN } })],
      "private",
    ],
    [
      "services that name a source are denied: the others remain",
      [service(), deny({ Null: { "aws:SourceAccount": "false" } })],
      "private..public",
    ],
    [
      "all denied but services for a foreign account",
      [allow(), deny({ StringNotEquals: { "aws:SourceAccount": FOREIGN } })],
      "external",
    ],
    [
      "all denied but services for the bucket owner's account",
      [allow(), deny({ StringNotEquals: { "aws:SourceAccount": BUCKET.account } })],
      "private",
    ],
    [
      "all denied who have an account",
      [allow(), deny({ Null: { "aws:PrincipalAccount": "false" } })],
      "private..public",
    ],
    [
      "all denied, the organization's services spared",
      [allow(), deny({ StringNotEquals: { "aws:SourceOrgID": ORG } })],
      "private..organization",
    ],
  ]);
});
