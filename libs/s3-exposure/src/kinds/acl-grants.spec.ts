import { CANONICAL, deny, ORG, type Row, testRows } from "../../test/kinds";
import { BUCKET } from "../../test/sample";

describe("grants by ACL", () => {
  const owner = "0a1b2c3d".repeat(8);
  const granted = (grantee: string, permission = "READ") => ({
    acl: { owner, grants: [{ grantee, permission }] },
  });
  const rows: readonly Row[] = [
    ["another canonical user is never the bucket owner", [], "organization..external", granted(CANONICAL)],
    [
      "where nobody else is in the organization, he is outside",
      [],
      "external",
      { ...granted(CANONICAL), organization: { id: ORG, accounts: [BUCKET.account] } },
    ],
    ["the owner", [], "private", granted(owner)],
    [
      "CloudFront's log delivery",
      [],
      "private",
      granted("c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0", "FULL_CONTROL"),
    ],
    [
      "READ is listing: denied, nothing is left",
      [deny({}, { Action: "s3:ListBucket*" })],
      "private",
      granted("AllUsers"),
    ],
    [
      "WRITE is putting objects: a Deny of listing leaves it",
      [deny({}, { Action: "s3:ListBucket*" })],
      "public",
      granted("AllUsers", "WRITE"),
    ],
    [
      "READ beside a Deny of other actions",
      [deny({}, { Action: "s3:PutObject" })],
      "public",
      granted("AllUsers"),
    ],
  ];
  testRows(rows);
});
