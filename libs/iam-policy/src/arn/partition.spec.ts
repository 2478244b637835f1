import { dualStackSuffixOf, knownPartitionOf, partitionOf, urlSuffixOf } from "./partition";

test.each([
  ["us-west-2", "aws"],
  ["eu-central-1", "aws"],
  ["ap-southeast-5", "aws"],
  ["mx-central-1", "aws"],
  ["us-gov-west-1", "aws-us-gov"],
  ["us-gov-east-1", "aws-us-gov"],
  ["cn-north-1", "aws-cn"],
  ["cn-northwest-1", "aws-cn"],
  ["eusc-de-east-1", "aws-eusc"],
  ["us-iso-east-1", "aws-iso"],
  ["us-isob-east-1", "aws-iso-b"],
  ["eu-isoe-west-1", "aws-iso-e"],
  ["us-isof-south-1", "aws-iso-f"],
])("%s lies in %s", (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
});

test.each(["", "us-west", "US-WEST-2", "moon-base-1", "us-west-2a", "${Token[AWS.Region.1]}"])(
  "%j is refused, not taken for a default",
  (region) => {
    expect(() => partitionOf(region)).toThrow(RangeError);
  },
);

test("a region of a partition that is not known here has none", () => {
  expect(knownPartitionOf("moon-base-1")).toBeUndefined();
});

test("China and Europe's sovereign cloud have domains of their own", () => {
  expect(urlSuffixOf("aws-cn")).toBe("amazonaws.com.cn");
  expect(urlSuffixOf("aws-eusc")).toBe("amazonaws.eu");
  expect(dualStackSuffixOf("aws-eusc")).toBe("api.amazonwebservices.eu");
  expect(urlSuffixOf("aws-us-gov")).toBe("amazonaws.com");
});
