import { allow, deny, testRows } from "../../test/kinds";

const slash8s = Array.from({ length: 256 }, (_, index) => `${index}.0.0.0/8`);

describe("narrow ranges that add up", () => {
  testRows([
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
    [
      "all of IPv4, each half in an Allow",
      [
        allow({ IpAddress: { "aws:SourceIp": slash8s.slice(0, 128) } }),
        allow({ IpAddress: { "aws:SourceIp": slash8s.slice(128) } }),
      ],
      "external..public",
    ],
    [
      "less than all in two Allows",
      [
        allow({ IpAddress: { "aws:SourceIp": slash8s.slice(0, 128) } }),
        allow({ IpAddress: { "aws:SourceIp": slash8s.slice(129) } }),
      ],
      "external",
    ],
  ]);
});

// S3 stores no such policy; of one that is described all the same, nothing certain follows from requests without an address.
describe("an address that is none", () => {
  const notFalse = allow({ NotIpAddress: { "aws:SourceIp": "false" } });
  const outsideVpc = { StringNotLike: { "aws:SourceVpc": "vpc-0a1b2c3d" } };

  testRows([
    ["in an Allow", [notFalse], "private..public"],
    ["in an Allow, with a Deny that spares a VPC", [notFalse, deny(outsideVpc)], "private..external"],
    [
      "in a Deny, beside one that spares a VPC",
      [allow(), deny(outsideVpc), deny({ NotIpAddress: { "aws:SourceIp": "false" } })],
      "private..external",
    ],
  ]);
});
