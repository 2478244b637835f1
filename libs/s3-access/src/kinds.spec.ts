import { BUCKET, BUCKET_ARN, sampleBucket } from "../test/sample";
import { exposureOfBucket } from "./exposure-of-bucket";

const FOREIGN = "444455556666";
const MEMBER = "310987654321";
const ORG = BUCKET.organization.id;
const NOW = new Date("2026-06-15T12:00:00Z");
const ROLE = `arn:aws:iam::${FOREIGN}:role/Courier`;
const SESSION = `arn:aws:sts::${FOREIGN}:assumed-role/Courier/run`;
const ROOT = `arn:aws:iam::${FOREIGN}:root`;
const CANONICAL = "f9e8d7c6".repeat(8);

type Row = readonly [what: string, statements: readonly object[], exposure: string, more?: object];

const named = ([what, statements, exposure, more]: Row) => ({ what, statements, exposure, more });

const allow = (Condition: object = {}, more: object = {}) => ({
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: `${BUCKET_ARN}/*`,
  Condition,
  ...more,
});
const deny = (Condition: object = {}, more: object = {}) => ({
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [BUCKET_ARN, `${BUCKET_ARN}/*`],
  Condition,
  ...more,
});
const to = (principal: object, Condition: object = {}) => allow(Condition, { Principal: principal });
const service = (Condition: object = {}) => to({ Service: "delivery.logs.amazonaws.com" }, Condition);
const slash8s = Array.from({ length: 256 }, (_, index) => `${index}.0.0.0/8`);

function exposureOf(statements: readonly object[], more: object = {}): string {
  const facts = sampleBucket({ policy: { Version: "2012-10-17", Statement: statements }, ...more });
  const { atLeast, atMost } = exposureOfBucket(facts, { now: NOW }).exposure;
  return atLeast === atMost ? atLeast : `${atLeast}..${atMost}`;
}

const KINDS: Readonly<Record<string, readonly Row[]>> = {
  "a variable stands for what is known of the bucket, and else for something that is not known": [
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
  ],
  "Denies that each take a part may leave nothing together": [
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
  ],
  "a session has its role's ARN, a canonical user one that the text does not tell": [
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
      "session, a role with a path let in that is asked to be another",
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
  ],
  "a service acts for whoever asks, unless its source is fixed": [
    ["no source", [service()], "private..public"],
    ["a foreign account", [service({ StringEquals: { "aws:SourceAccount": FOREIGN } })], "external"],
    [
      "a foreign resource",
      [service({ ArnLike: { "aws:SourceArn": `arn:aws:logs:us-west-2:${FOREIGN}:*` } })],
      "external",
    ],
    ["the own account", [service({ StringEquals: { "aws:SourceAccount": BUCKET.account } })], "private"],
    ["a member account", [service({ StringEquals: { "aws:SourceAccount": MEMBER } })], "organization"],
    [
      "the own organization",
      [service({ StringEquals: { "aws:SourceOrgID": ORG } })],
      "private..organization",
    ],
    ["another organization", [service({ StringEquals: { "aws:SourceOrgID": "o-else5678wh" } })], "external"],
    [
      "a unit of the own organization",
      [service({ "ForAnyValue:StringLike": { "aws:SourceOrgPaths": `${ORG}/r-ab12/*` } })],
      "private..organization",
    ],
    ["any account", [service({ StringLike: { "aws:SourceAccount": "*" } })], "private..public"],
    [
      "Principal *, services alone",
      [allow({ Bool: { "aws:PrincipalIsAWSService": "true" } })],
      "private..public",
    ],
    [
      "the same, for a foreign account",
      [
        allow({
          Bool: { "aws:PrincipalIsAWSService": "true" },
          StringEquals: { "aws:SourceAccount": FOREIGN },
        }),
      ],
      "external",
    ],
    [
      "an account that may be a member",
      [service({ StringEquals: { "aws:SourceAccount": FOREIGN } })],
      "organization..external",
      { organization: { id: ORG } },
    ],
  ],
  "a service's address is not known": [
    [
      "a service from one range",
      [service({ IpAddress: { "aws:SourceIp": "203.0.113.0/24" } })],
      "private..external",
    ],
    [
      "a service from ranges that add up to everyone",
      [service({ IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } })],
      "private..public",
    ],
    [
      "a service for a foreign account, from one range",
      [
        service({
          IpAddress: { "aws:SourceIp": "203.0.113.0/24" },
          StringEquals: { "aws:SourceAccount": FOREIGN },
        }),
      ],
      "private..external",
    ],
    [
      "a service, all but one range denied",
      [service(), deny({ NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } })],
      "private..external",
    ],
    [
      "a service, one range denied",
      [
        service({ StringEquals: { "aws:SourceAccount": FOREIGN } }),
        deny({ IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }),
      ],
      "external",
    ],
    ["a service from a VPC", [service({ StringEquals: { "aws:SourceVpc": "vpc-0a1b2c3d" } })], "private"],
  ],
  "the root user has the account's id and the root's ARN": [
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
  ],
  "source keys count in a Deny alone": [
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
      "all denied but services for the own account",
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
  ],
  "a star under StringEquals is a star": [
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
  ],
  "keys that are known, or that nobody chooses": [
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
      "the own account as the resource's",
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
      "a function of the own account",
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
  ],
  "each request has aws:SecureTransport, as true or false": [
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
  ],
  "patterns of ids take in all of them, some or none": [
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
  ],
  "conditions that nobody can meet": [
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
  ],
  "narrow ranges that add up": [
    [
      "all of IPv4, a part of it twice",
      [allow({ IpAddress: { "aws:SourceIp": [...slash8s, "10.1.0.0/16"] } })],
      "public",
    ],
    ["all of IPv4", [allow({ IpAddress: { "aws:SourceIp": slash8s } })], "public"],
    ["all but one", [allow({ IpAddress: { "aws:SourceIp": slash8s.slice(1) } })], "external"],
    [
      "all of IPv4, spared by a Deny",
      [allow(), deny({ NotIpAddress: { "aws:SourceIp": slash8s } })],
      "public",
    ],
  ],
  "Denies that add up to nobody are no certain access": [
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
  ],
  "who NotPrincipal spares may be denied": [
    [
      "a role, without its account",
      [to({ AWS: ROLE }), deny({}, { Principal: undefined, NotPrincipal: { AWS: ROLE } })],
      "private..external",
    ],
    [
      "its session",
      [to({ AWS: SESSION }), deny({}, { Principal: undefined, NotPrincipal: { AWS: ROLE } })],
      "private..external",
    ],
    [
      "an account: its root user is spared",
      [to({ AWS: FOREIGN }), deny({}, { Principal: undefined, NotPrincipal: { AWS: FOREIGN } })],
      "external",
    ],
  ],
  "a policy of an unknown account": [
    [
      "any account may be the bucket's own",
      [to({ AWS: FOREIGN })],
      "private..external",
      { account: undefined },
    ],
  ],
};

describe.each(Object.entries(KINDS))("%s", (_kind, rows) => {
  test.each(rows.map(named))("$what", ({ statements, exposure, more }) => {
    expect(exposureOf(statements, more)).toBe(exposure);
  });
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

describe("all partitions, and none that is known", () => {
  test.each([
    ["us-west-2", "aws"],
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
    ["us-iso-east-1", "aws-iso"],
    ["us-isob-east-1", "aws-iso-b"],
    ["eu-isoe-west-1", "aws-iso-e"],
    ["us-isof-south-1", "aws-iso-f"],
    ["eusc-de-east-1", "aws-eusc"],
    ["moon-base-1", "aws-moon"],
    [undefined, "aws-cn"],
  ])("a bucket in %s has ARNs of %s", (region, partition) => {
    const arn = `arn:${partition}:s3:::${BUCKET.name}`;
    const anything = allow({}, { Resource: "*" });
    const allBut = (path: string) => deny({}, { Resource: undefined, NotResource: `${arn}${path}` });
    expect(exposureOf([anything, allBut("/pub/*")], { region })).toBe("public");
    expect(exposureOf([anything, deny({}, { Resource: `${arn}/*` })], { region })).toBe("private");
  });
});

describe("the partition is the region's, else that of the first ARN which has one", () => {
  const anything = allow({}, { Resource: "*" });
  const role = (partition: string) =>
    allow({}, { Principal: { AWS: `arn:${partition}:iam::${FOREIGN}:role/Courier` }, Resource: "*" });

  test("a principal of another partition does not change that of a bucket whose region is known", () => {
    const allButPublished = deny({}, { Resource: undefined, NotResource: `${BUCKET_ARN}/pub/*` });
    expect(exposureOf([role("aws-cn"), anything, allButPublished])).toBe("public");
  });

  test("a wildcard is no partition", () => {
    const everything = allow({}, { Resource: `arn:*:s3:::${BUCKET.name}/*` });
    const objects = deny({}, { Resource: `arn:aws-cn:s3:::${BUCKET.name}/*` });
    expect(exposureOf([everything, objects], { region: undefined })).toBe("private");
  });
});

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
  test.each(rows.map(named))("$what", ({ statements, exposure, more }) => {
    expect(exposureOf(statements, more)).toBe(exposure);
  });
});
