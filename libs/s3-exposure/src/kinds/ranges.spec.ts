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
