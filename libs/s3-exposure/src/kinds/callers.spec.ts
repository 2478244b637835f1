import { allow, CANONICAL, deny, FOREIGN, MEMBER, ROLE, SESSION, testRows, to } from "../../test/kinds";
import { BUCKET } from "../../test/sample";

const ROOT = `arn:aws:iam::${FOREIGN}:root`;

describe("a session has its role's ARN, a canonical user one that the text does not contain", () => {
  testRows([
    [
      "session, its role asked for",
      [to({ AWS: SESSION }, { ArnLike: { "aws:PrincipalArn": ROLE } })],
      "external",
    ],
    [
      "session, all but its role denied",
      [to({ AWS: SESSION }), deny({ ArnNotEquals: { "aws:PrincipalArn": ROLE } })],
      "external",
    ],
    [
      "session, a role of its name with a path",
      [
        to(
          { AWS: SESSION },
          { StringEquals: { "aws:PrincipalArn": `arn:aws:iam::${FOREIGN}:role/team/Courier` } },
        ),
      ],
      "private..external",
    ],
    [
      "session, a role with a path that is allowed and asked to be another",
      [
        to(
          { AWS: `arn:aws:iam::${FOREIGN}:role/team/Courier` },
          { StringEquals: { "aws:PrincipalArn": ROLE } },
        ),
        deny({}, { Principal: { AWS: SESSION }, Action: "s3:PutObject" }),
      ],
      "private..external",
    ],
    [
      "session, its roles asked for whatever their path",
      [to({ AWS: SESSION }, { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${FOREIGN}:role/*` } })],
      "external",
    ],
    [
      "canonical user who is denied, an account asked for",
      [
        to({ CanonicalUser: CANONICAL }),
        deny({}, { Principal: { CanonicalUser: CANONICAL } }),
        deny({}, { Principal: { AWS: ROLE } }),
      ],
      "private",
    ],
    [
      "session, its roles asked for whatever their path, and one with a path is named",
      [
        to({ AWS: SESSION }, { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${FOREIGN}:role/*` } }),
        deny({}, { Principal: { AWS: `arn:aws:iam::${FOREIGN}:role/team/Courier` }, Action: "s3:PutObject" }),
      ],
      "external",
    ],
    [
      "session, another role asked for",
      [to({ AWS: SESSION }, { StringEquals: { "aws:PrincipalArn": `${ROLE}s` } })],
      "private",
    ],
    [
      "session, roles of a path asked for",
      [to({ AWS: SESSION }, { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${FOREIGN}:role/team/*` } })],
      "private..external",
    ],
    [
      "canonical user, a role asked for",
      [to({ CanonicalUser: CANONICAL }, { ArnEquals: { "aws:PrincipalArn": ROLE } })],
      "private..external",
    ],
    [
      "role, a canonical user denied",
      [to({ AWS: ROLE }), deny({}, { Principal: { CanonicalUser: CANONICAL } })],
      "private..external",
    ],
  ]);
});

describe("a user or role that is named has one id, which is not known; the name of a session is chosen", () => {
  const USER = `arn:aws:iam::${FOREIGN}:user/bob`;
  const idLike = (pattern: string) => ({ StringLike: { "aws:userid": pattern } });
  testRows([
    ["a user, some ids denied", [to({ AWS: USER }), deny(idLike("AIDAE*"))], "private..external"],
    ["a role, some ids denied", [to({ AWS: ROLE }), deny(idLike("AROAE*:*"))], "private..external"],
    ["a role, some ids allowed", [to({ AWS: ROLE }, idLike("AROAN*"))], "private..external"],
    ["a user, all ids of users allowed", [to({ AWS: USER }, idLike("AIDA*"))], "external"],
    ["a user, all ids of roles denied", [to({ AWS: USER }), deny(idLike("AROA*"))], "external"],
    ["a role, one session allowed", [to({ AWS: ROLE }, idLike("*:session"))], "external"],
    ["a role, one session denied", [to({ AWS: ROLE }), deny(idLike("*run"))], "external"],
    ["an account, some ids denied", [to({ AWS: FOREIGN }), deny(idLike("AIDAE*"))], "external"],
  ]);
});

describe("the root user has the account's id and the root's ARN", () => {
  testRows([
    ["asked for by ArnLike", [allow({ ArnLike: { "aws:PrincipalArn": ROOT } })], "external"],
    ["asked for by StringEquals", [allow({ StringEquals: { "aws:PrincipalArn": [ROOT] } })], "external"],
    [
      "of a member",
      [allow({ ArnEquals: { "aws:PrincipalArn": ROOT.replace(FOREIGN, MEMBER) } })],
      "organization",
    ],
    [
      "of the bucket owner's account",
      [allow({ ArnEquals: { "aws:PrincipalArn": ROOT.replace(FOREIGN, BUCKET.account) } })],
      "private",
    ],
    [
      "of another partition",
      [allow({ ArnEquals: { "aws:PrincipalArn": ROOT.replace("aws", "aws-cn") } })],
      "private",
    ],
    ["asked for by user id", [allow({ StringEquals: { "aws:userid": FOREIGN } })], "external"],
    [
      "all but him denied by ArnNotEquals",
      [allow(), deny({ ArnNotEquals: { "aws:PrincipalArn": ROOT } })],
      "external",
    ],
    [
      "all but him denied by ArnNotLike",
      [allow(), deny({ ArnNotLike: { "aws:PrincipalArn": ROOT } })],
      "external",
    ],
    [
      "all but him denied by StringNotLike",
      [allow(), deny({ StringNotLike: { "aws:PrincipalArn": ROOT } })],
      "external",
    ],
    [
      "all but his user id denied",
      [allow(), deny({ StringNotEquals: { "aws:userid": FOREIGN } })],
      "external",
    ],
    [
      "asked for by user id, and denied by his ARN",
      [allow({ StringEquals: { "aws:userid": FOREIGN } }), deny({ ArnEquals: { "aws:PrincipalArn": ROOT } })],
      "private",
    ],
    [
      "his ARN and the id of a role",
      [
        allow({
          ArnLike: { "aws:PrincipalArn": ROOT },
          StringLike: { "aws:userid": "AROAEXAMPLEEXAMPLE123:*" },
        }),
      ],
      "private",
    ],
    [
      "his ARN and his user id",
      [allow({ ArnLike: { "aws:PrincipalArn": ROOT }, StringLike: { "aws:userid": `${FOREIGN}*` } })],
      "external",
    ],
    [
      "his account, and he denied",
      [to({ AWS: FOREIGN }), deny({ ArnEquals: { "aws:PrincipalArn": ROOT } })],
      "external",
    ],
    [
      "as a principal, the account",
      [to({ AWS: ROOT }, { ArnNotEquals: { "aws:PrincipalArn": ROOT } })],
      "external",
    ],
    [
      "as NotPrincipal, the account",
      [
        to({ AWS: FOREIGN }, { ArnEquals: { "aws:PrincipalArn": ROOT } }),
        deny({}, { Principal: undefined, NotPrincipal: { AWS: ROOT } }),
      ],
      "external",
    ],
    [
      "the root users of all accounts",
      [allow({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } })],
      "public",
    ],
  ]);
});

describe("people of an identity provider come in as sessions of a role", () => {
  const PROVIDER = { Federated: `arn:aws:iam::${FOREIGN}:saml-provider/Corp` };
  const USER = `arn:aws:iam::${FOREIGN}:user/bob`;
  const butOfProvider = deny({}, { Principal: undefined, NotPrincipal: PROVIDER });
  testRows([
    ["the root user's id asked for", [to(PROVIDER, { StringEquals: { "aws:userid": FOREIGN } })], "private"],
    ["the root user asked for", [to(PROVIDER, { ArnEquals: { "aws:PrincipalArn": ROOT } })], "private"],
    ["a user asked for", [to(PROVIDER, { ArnEquals: { "aws:PrincipalArn": USER } })], "private"],
    ["a role asked for", [to(PROVIDER, { ArnEquals: { "aws:PrincipalArn": ROLE } })], "private..external"],
    [
      "a role, and they are denied",
      [to({ AWS: ROLE }), deny({}, { Principal: PROVIDER })],
      "private..external",
    ],
    ["a user, and they are denied", [to({ AWS: USER }), deny({}, { Principal: PROVIDER })], "external"],
    [
      "an account, and they are denied",
      [to({ AWS: FOREIGN }), deny({}, { Principal: PROVIDER })],
      "external",
    ],
    ["an account, and all but they are denied", [to({ AWS: FOREIGN }), butOfProvider], "external"],
  ]);
});

describe("a user who is named has the name in his ARN", () => {
  const USER = { AWS: `arn:aws:iam::${FOREIGN}:user/team/bob` };
  const named = (name: string) => ({ StringEquals: { "aws:username": name } });
  testRows([
    ["his own asked for", [to(USER, named("bob"))], "external"],
    ["another's asked for", [to(USER, named("alice"))], "private"],
    ["his own denied", [to(USER), deny(named("bob"))], "private"],
    [
      "all but another's denied",
      [to(USER), deny({ StringNotEquals: { "aws:username": "alice" } })],
      "private",
    ],
    ["of his account", [to({ AWS: FOREIGN }, named("alice"))], "external"],
  ]);
});
