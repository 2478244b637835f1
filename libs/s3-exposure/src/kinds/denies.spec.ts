import { allow, CANONICAL, deny, FOREIGN, MEMBER, ORG, ROLE, testRows, to } from "../../test/kinds";
import { BUCKET_ARN } from "../../test/sample";

describe("Denies that each take a part may leave nothing together", () => {
  testRows([
    [
      "all actions but one, and that one to outsiders",
      [
        allow({}, { Action: "s3:*", Resource: [BUCKET_ARN, `${BUCKET_ARN}/*`] }),
        deny({}, { Action: undefined, NotAction: "s3:GetObject" }),
        deny({ StringNotEquals: { "aws:PrincipalOrgID": ORG } }, { Action: "s3:GetObject" }),
      ],
      "organization..public",
    ],
    [
      "all objects but some, and those",
      [
        allow(),
        deny({}, { Resource: undefined, NotResource: `${BUCKET_ARN}/p/*` }),
        deny({}, { Resource: `${BUCKET_ARN}/p/*` }),
      ],
      "private..public",
    ],
    [
      "two folders of many",
      [allow(), deny({}, { Resource: `${BUCKET_ARN}/p/*` }), deny({}, { Resource: `${BUCKET_ARN}/q/*` })],
      "public",
    ],
    [
      "writing, and one folder",
      [
        allow({}, { Action: "s3:*" }),
        deny({}, { Action: ["s3:Put*", "s3:Delete*"] }),
        deny({}, { Resource: `${BUCKET_ARN}/p/*` }),
      ],
      "public",
    ],
    [
      "a resource wider than the bucket, and a Deny of the whole bucket",
      [allow({}, { Resource: "arn:aws:s3:::*/x.html" }), deny()],
      "private",
    ],
  ]);
});

describe("Denies that add up to nobody are no certain access", () => {
  testRows([
    [
      "roles of a name, and the ids of roles denied",
      [
        allow({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/Courier" } }),
        deny({ StringLike: { "aws:userid": "?ROA*" } }),
      ],
      "private..public",
    ],
    [
      "each value of a list, and a Deny of any: requests without it remain",
      [
        allow({ "ForAllValues:StringEquals": { "aws:CalledVia": "athena.amazonaws.com" } }),
        deny({ Null: { "aws:CalledVia": "false" } }),
      ],
      "public",
    ],
    [
      "an endpoint and all others",
      [
        allow(),
        deny({ StringNotEquals: { "aws:SourceVpce": "vpce-1" } }),
        deny({ StringEquals: { "aws:SourceVpce": "vpce-1" } }),
      ],
      "private",
    ],
    [
      "a header and all others",
      [
        allow(),
        deny({ StringLike: { "aws:Referer": "a*" } }),
        deny({ StringNotLike: { "aws:Referer": "a*" } }),
      ],
      "private..public",
    ],
    [
      "all addresses, within all addresses",
      [
        allow({ IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }),
        deny({ IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }),
      ],
      "private..public",
    ],
    [
      "two headers leave a third",
      [allow(), deny({ StringLike: { "aws:Referer": "a*" } }), deny({ StringLike: { "aws:Referer": "b*" } })],
      "public",
    ],
    [
      "roles of a name, and others denied",
      [
        allow({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/A*" } }),
        deny({ ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/A*" } }),
      ],
      "public",
    ],
    [
      "one endpoint, others denied",
      [
        allow({ StringEquals: { "aws:SourceVpce": "vpce-1" } }),
        deny({ StringNotEquals: { "aws:SourceVpce": "vpce-1" } }),
      ],
      "external",
    ],
    [
      "a range, and a part of it denied",
      [
        allow({ IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }),
        deny({ IpAddress: { "aws:SourceIp": "203.0.113.0/28" } }),
      ],
      "external",
    ],
  ]);
});

describe("an organization has one root, and the policy may name it", () => {
  const underRoot = { "aws:PrincipalOrgPaths": `${ORG}/r-ab12/*` };
  const members = allow({ StringEquals: { "aws:PrincipalOrgID": ORG } });
  testRows([
    [
      "all below it denied",
      [members, deny({ "ForAnyValue:StringLike": underRoot })],
      "private..organization",
    ],
    [
      "one of its units denied",
      [
        members,
        deny({ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": `${ORG}/r-ab12/ou-ab12-1111/*` } }),
      ],
      "organization",
    ],
    [
      "all but those below it denied",
      [allow(), deny({ "ForAllValues:StringNotLike": underRoot })],
      "organization",
    ],
    ["those below it", [allow({ "ForAnyValue:StringLike": underRoot })], "organization"],
  ]);
});

describe("Denies that take parts leave something only where a call is found that misses them all", () => {
  const everything = { Action: "s3:*", Resource: [BUCKET_ARN, `${BUCKET_ARN}/*`] };
  const eachBy = (more: object) =>
    ["true", "false"].map((value) => deny({ Bool: { "aws:SecureTransport": value } }, more));
  testRows([
    [
      "each object, whose key has a character",
      [allow(), deny({}, { Resource: `${BUCKET_ARN}/?*` })],
      "private..public",
    ],
    [
      "each action by one of two, whatever the transport",
      [
        allow({}, everything),
        ...eachBy({ Action: "s3:Get*" }),
        ...eachBy({ Action: undefined, NotAction: "s3:Get*" }),
      ],
      "private..public",
    ],
    [
      "what begins with GetObject, of all that gets something of an object",
      [
        allow({}, { Action: "s3:Get*" }),
        deny({ StringNotEquals: { "aws:PrincipalOrgID": ORG } }, { Action: "s3:GetObject*" }),
      ],
      "organization..public",
    ],
  ]);
});

describe("somebody known by an id may be the one who is named, who is asked about himself", () => {
  const ofRole = { Principal: { AWS: ROLE } };
  const UNIQUE = "AROAEXAMPLEROLEID0001";
  const onBucketAlone = (Principal: object) => deny({}, { Principal, Resource: BUCKET_ARN });

  testRows([
    ["a role, denied", [to({ AWS: ROLE }), deny({}, ofRole)], "private"],
    [
      "a role, denied, and a canonical user denied",
      [to({ AWS: ROLE }), deny({}, ofRole), onBucketAlone({ CanonicalUser: CANONICAL })],
      "private",
    ],
    [
      "a role, denied, and a unique id denied",
      [to({ AWS: ROLE }), deny({}, ofRole), onBucketAlone({ AWS: UNIQUE })],
      "private",
    ],
    [
      "a unique id, denied, and a canonical user denied",
      [
        to({ AWS: UNIQUE }),
        deny({}, { Principal: { AWS: UNIQUE } }),
        onBucketAlone({ CanonicalUser: CANONICAL }),
      ],
      "private",
    ],
  ]);
});

describe("somebody known by an id may be of the account that is allowed", () => {
  const allButOne = deny({ StringNotEquals: { "aws:userid": "AIDAEXAMPLEEXAMPLE123" } });
  const allButAnother = deny({}, { Principal: undefined, NotPrincipal: { CanonicalUser: CANONICAL } });
  const readByMember = {
    acl: { owner: "0a1b2c3d".repeat(8), grants: [{ grantee: MEMBER, permission: "READ" }] },
  };
  const fromRange = { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } };
  testRows([
    ["a member, all but a user denied", [to({ AWS: MEMBER }), allButOne], "private..organization"],
    ["a stranger, all but a user denied", [to({ AWS: FOREIGN }), allButOne], "private..external"],
    [
      "a member, all but a canonical user denied",
      [to({ AWS: MEMBER }), allButAnother],
      "private..organization",
    ],
    ["a member by ACL, all but a user denied", [allButOne], "private..organization", readByMember],
    [
      "a member, denied, and all but a user",
      [to({ AWS: MEMBER }), deny({}, { Principal: { AWS: MEMBER } }), allButOne],
      "private",
    ],
    [
      "a member by ACL, denied, and a canonical user denied from a range",
      [
        deny({}, { Principal: { AWS: MEMBER } }),
        deny(fromRange, { Principal: { CanonicalUser: CANONICAL } }),
      ],
      "private",
      readByMember,
    ],
    [
      "two members, one of them denied, and all but a user",
      [to({ AWS: [MEMBER, "510987654321"] }), deny({}, { Principal: { AWS: MEMBER } }), allButOne],
      "private..organization",
      { organization: { id: ORG, accounts: ["210987654321", MEMBER, "510987654321"] } },
    ],
  ]);
});
