import { endToEndArguments } from "./arguments";

test.each([
  [[], { environment: "example", cloud: { kind: "ministack" } }],
  [["--environment=prod"], { environment: "prod", cloud: { kind: "ministack" } }],
  [["--environment", "prod", "--endpoint", "aws"], { environment: "prod", cloud: { kind: "aws" } }],
  [
    ["--endpoint=http://127.0.0.1:4566"],
    { environment: "example", cloud: { kind: "endpoint", endpoint: "http://127.0.0.1:4566" } },
  ],
])("%j", (args, expected) => {
  expect(endToEndArguments(args)).toEqual(expected);
});

test.each([
  [["--endpoint=127.0.0.1:4566"], "--endpoint 127.0.0.1:4566: neither"],
  [["--endpoint=ftp://example.com"], "--endpoint ftp://example.com: neither"],
  [["--endpoint="], "--endpoint : neither"],
  [["--region=us-west-2"], "[--environment NAME] [--endpoint URL|aws]"],
  [["prod"], "[--environment NAME] [--endpoint URL|aws]"],
])("%j is refused", (args, message) => {
  expect(() => endToEndArguments(args)).toThrow(message);
});
