import { endToEndArguments } from "./arguments";

test.each([
  ["nothing", [], { environment: "example", cloud: { kind: "ministack" } }],
  ["an environment", ["--environment=prod"], { environment: "prod", cloud: { kind: "ministack" } }],
  [
    "AWS itself",
    ["--environment", "prod", "--endpoint", "aws"],
    { environment: "prod", cloud: { kind: "aws" } },
  ],
  [
    "the URL of an endpoint",
    ["--endpoint=http://127.0.0.1:4566"],
    { environment: "example", cloud: { kind: "endpoint", endpoint: "http://127.0.0.1:4566" } },
  ],
])("%s", (_name, args, expected) => {
  expect(endToEndArguments(args)).toEqual(expected);
});

test.each([
  ["an endpoint without a scheme", "--endpoint=127.0.0.1:4566", "--endpoint 127.0.0.1:4566: neither"],
  ["an endpoint that is not HTTP", "--endpoint=ftp://example.com", "--endpoint ftp://example.com: neither"],
  ["an empty endpoint", "--endpoint=", "--endpoint : neither"],
  ["an unknown option", "--region=us-west-2", "[--environment NAME] [--endpoint URL|aws]"],
  ["an operand", "prod", "[--environment NAME] [--endpoint URL|aws]"],
])("%s is refused", (_name, argument, message) => {
  expect(() => endToEndArguments([argument])).toThrow(message);
});
