import { Topic } from "aws-cdk-lib/aws-sns";
import * as z from "zod";
import { appOf, BUNDLES, ENFORCED, environmentOf, type Settings, stackOf } from "../../test/synthesized";
import { memberTemplate } from "./member-template";
import { securityApp } from "./security-app";

const KEY = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const MEMBERS = { organizationalUnits: ["ou-ab12-cdef3456"], regions: ["us-west-2", "us-east-1"] };
const VPC = { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] };

const said = jest.spyOn(console, "error").mockImplementation();
const warned = jest.spyOn(console, "warn").mockImplementation();

beforeEach(() => {
  said.mockClear();
  warned.mockClear();
});

afterEach(() => {
  // Synthesis sets it when a check fails.
  process.exitCode = undefined;
});

describe("synthesis passes without a word", () => {
  test.each<[string, Settings]>([
    ["the least an environment says", {}],
    ["a remediation that is enforced", ENFORCED],
    ["a VPC", { vpc: VPC }],
    ["a key", { kmsKeyArn: KEY }],
    ["a permissions boundary", { permissionsBoundaryArn: "arn:aws:iam::111122223333:policy/boundary" }],
    ["a bus that exists", { bus: { create: false } }],
    ["a stack set", { members: MEMBERS }],
    ["invocation by resource policy", { invocation: "resource-policy" }],
    [
      "China, other names, x86_64",
      { region: "cn-north-1", names: { suffix: "-b" }, functions: { s3: { architecture: "x86_64" } } },
    ],
  ])("%s", (_, settings) => {
    appOf(settings).synth();
    expect(said).not.toHaveBeenCalled();
    expect(warned).not.toHaveBeenCalled();
    expect(process.exitCode).toBeUndefined();
  });

  test("CloudFormation's own rules too", () => {
    const environment = environmentOf({ ...ENFORCED, vpc: VPC, kmsKeyArn: KEY, members: MEMBERS });
    securityApp(environment, {
      bundles: BUNDLES,
      memberTemplate: memberTemplate(environment),
    }).synth();
    expect(said).not.toHaveBeenCalled();
    expect(process.exitCode).toBeUndefined();
  });
});

test("a finding that nobody accepted fails synthesis, and says which and where", () => {
  const app = appOf();
  new Topic(stackOf(app), "Open");
  app.synth();
  expect(process.exitCode).toBe(1);
  const report = said.mock.calls.flat().join("\n");
  expect(report).toContain("AwsSolutions-SNS3");
  expect(report).toContain("security-auto-test/Open");
  expect(report).not.toContain("    at ");
});

test("what is accepted is accepted one finding at a time, each with a sentence", () => {
  const accepted = stackOf(appOf({ vpc: VPC }))
    .node.findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === "aws:cdk:acknowledged-rules")
    .flatMap(({ data }) => Object.entries(z.record(z.string(), z.string()).parse(data)));
  expect(accepted.map(([id]) => id.replace("Annotation::", "")).sort()).toEqual([
    "AwsSolutions-IAM5[Resource::*]",
    "AwsSolutions-IAM5[Resource::arn:aws:ec2:us-west-2:111122223333:*/*]",
    "AwsSolutions-IAM5[Resource::arn:aws:ec2:us-west-2:111122223333:network-interface/*]",
    "AwsSolutions-IAM5[Resource::arn:aws:iam::*:role/security-auto-s3-read]",
    "AwsSolutions-IAM5[Resource::arn:aws:logs:us-west-2:111122223333:log-group:/aws/lambda/security-auto-S3:*]",
    "AwsSolutions-IAM5[Resource::arn:aws:s3:*:111122223333:accesspoint/*]",
    "AwsSolutions-SQS3",
  ]);
  for (const [, reason] of accepted) expect(reason).toMatch(/^[A-Z].+\.$/);
});

test("the checks leave the process's environment as it was", () => {
  const before = { ...process.env };
  appOf().synth();
  expect({ ...process.env }).toEqual(before);
});
