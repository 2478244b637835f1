import { type PutAcl, putAclIn } from "./put-acl";

const ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";
const OWNER = "9f1c0e0c2b7d4a5e8f6b1a2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60";

const group = { Grantee: { "xsi:type": "Group", URI: ALL_USERS }, Permission: "READ" };
const user = { Grantee: { "xsi:type": "CanonicalUser", ID: OWNER }, Permission: "FULL_CONTROL" };
const mail = {
  Grantee: { "xsi:type": "AmazonCustomerByEmail", EmailAddress: "noor@example.com" },
  Permission: "WRITE",
};
const body = (Grant?: unknown, more: object = {}) => ({
  acl: "",
  AccessControlPolicy: {
    Owner: { ID: OWNER },
    AccessControlList: Grant === undefined ? "" : { Grant },
    ...more,
  },
});
const grants = (...list: readonly (readonly [string, string])[]): PutAcl => ({
  grants: list.map(([grantee, permission]) => ({ grantee, permission })),
});
const owned = (...list: readonly (readonly [string, string])[]): PutAcl => ({
  owner: OWNER,
  ...grants(...list),
});

describe("an ACL in any of its forms", () => {
  test.each<[string, unknown, PutAcl]>([
    ["canned, an old event", { "x-amz-acl": ["public-read"], acl: [""] }, grants(["AllUsers", "READ"])],
    [
      "canned, a newer event",
      { "x-amz-acl": "public-read-write", acl: "" },
      grants(["AllUsers", "READ"], ["AllUsers", "WRITE"]),
    ],
    [
      "canned, for anyone with an account",
      { "x-amz-acl": "authenticated-read" },
      grants(["AuthenticatedUsers", "READ"]),
    ],
    [
      "canned, for log delivery",
      { "x-amz-acl": "log-delivery-write" },
      grants(["LogDelivery", "WRITE"], ["LogDelivery", "READ_ACP"]),
    ],
    ["canned, for nobody", { "x-amz-acl": "private" }, grants()],
    ["canned, beside which grants would stand", { accessControlList: { "x-amz-acl": "private" } }, grants()],
    [
      "in headers",
      {
        accessControlList: { "x-amz-grant-read": `uri="${ALL_USERS}"`, "x-amz-grant-write-acp": 'id="75aa"' },
      },
      grants([`uri="${ALL_USERS}"`, "READ"], ['id="75aa"', "WRITE_ACP"]),
    ],
    [
      "in headers, an old event with several grantees in one",
      { "x-amz-grant-full-control": [`id="75aa", uri="${ALL_USERS}"`] },
      grants(['id="75aa"', "FULL_CONTROL"], [`uri="${ALL_USERS}"`, "FULL_CONTROL"]),
    ],
    ["in a body, one grant", body(group), owned([ALL_USERS, "READ"])],
    [
      "in a body, several grants",
      body([user, group, mail]),
      owned([OWNER, "FULL_CONTROL"], [ALL_USERS, "READ"], ["noor@example.com", "WRITE"]),
    ],
    ["in a body, none", body(), owned()],
    [
      "in a body without an owner",
      { AccessControlPolicy: { AccessControlList: { Grant: group } } },
      grants([ALL_USERS, "READ"]),
    ],
  ])("%s", (_, parameters, acl) => {
    expect(putAclIn(parameters)).toEqual(acl);
  });
});

describe("nothing is said", () => {
  test.each<[string, unknown]>([
    ["by no parameters", null],
    ["by parameters that were left out", { omitted: true }],
    ["by a call that puts none", { bucketName: "kite-gallery" }],
    ["by a canned ACL that is not known", { "x-amz-acl": "aws-exec-read" }],
    ["by two canned ones", { "x-amz-acl": ["private", "public-read"] }],
    ["by two forms at once", { "x-amz-acl": "private", ...body(group) }],
    ["by a body without a list", { AccessControlPolicy: { Owner: { ID: OWNER } } }],
    ["by a grant without a permission", body({ Grantee: { URI: ALL_USERS } })],
    ["by a grant to nobody", body([group, { Grantee: "", Permission: "READ" }])],
    ["by more grants than S3 accepts", body(Array.from({ length: 101 }, () => group))],
  ])("%s", (_, parameters) => {
    expect(putAclIn(parameters)).toBeUndefined();
  });
});
