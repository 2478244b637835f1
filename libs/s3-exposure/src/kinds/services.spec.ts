import { allow, deny, FOREIGN, MEMBER, ORG, service, testRows } from "../../test/kinds";
import { BUCKET } from "../../test/sample";

describe("a service acts for whoever asks, unless its source is fixed", () => {
  testRows([
    ["no source", [service()], "private..public"],
    ["a foreign account", [service({ StringEquals: { "aws:SourceAccount": FOREIGN } })], "external"],
    [
      "a foreign resource",
      [service({ ArnLike: { "aws:SourceArn": `arn:aws:logs:us-west-2:${FOREIGN}:*` } })],
      "external",
    ],
    [
      "the bucket owner's account",
      [service({ StringEquals: { "aws:SourceAccount": BUCKET.account } })],
      "private",
    ],
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
  ]);
});

describe("a service's address is not known", () => {
  testRows([
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
  ]);
});

describe("RestrictPublicBuckets leaves a public policy to the services that it names", () => {
  const restricted = { publicAccessBlock: { RestrictPublicBuckets: true } };
  const ofForeign = service({ StringEquals: { "aws:SourceAccount": FOREIGN } });
  testRows([
    ["for a foreign account, beside everyone", [allow(), ofForeign], "external", restricted],
    [
      "for a member account, beside a foreign one's of any name",
      [
        allow({}, { Principal: "*" }),
        allow({ StringEquals: { "aws:SourceVpc": "vpc-0a1b2c3d" } }),
        service({ StringEquals: { "aws:SourceAccount": MEMBER } }),
      ],
      "organization",
      restricted,
    ],
    [
      "whether it is on was not read",
      [allow(), ofForeign],
      "external..public",
      { denied: ["GetPublicAccessBlock"] },
    ],
  ]);
});
