import { partitionOf, urlSuffixOf } from "./partition";
import { logsPrincipal } from "./service-principal";

test.each([
  ["us-west-2", "aws"],
  ["eu-central-1", "aws"],
  ["ap-southeast-5", "aws"],
  ["mx-central-1", "aws"],
  ["us-gov-west-1", "aws-us-gov"],
  ["us-gov-east-1", "aws-us-gov"],
  ["cn-north-1", "aws-cn"],
  ["cn-northwest-1", "aws-cn"],
])("%s lies in %s", (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
});

test.each([
  "",
  "us-west",
  "US-WEST-2",
  "us-iso-east-1",
  "moon-base-1",
  "us-west-2a",
  "${Token[AWS.Region.1]}",
])("%j is refused, not taken for a default", (region) => {
  expect(() => partitionOf(region)).toThrow(RangeError);
});

test("only China has a domain of its own", () => {
  expect(urlSuffixOf("aws-cn")).toBe("amazonaws.com.cn");
  expect(urlSuffixOf("aws-us-gov")).toBe("amazonaws.com");
  expect(logsPrincipal("cn-north-1")).toBe("logs.cn-north-1.amazonaws.com.cn");
  expect(logsPrincipal("us-west-2")).toBe("logs.us-west-2.amazonaws.com");
});
