import {
  type AwsSecurityFinding,
  BatchImportFindingsCommand,
  type BatchImportFindingsCommandOutput,
  SecurityHubClient,
} from "@aws-sdk/client-securityhub";
import { startPipeline, stopClouds } from "../../test/cloud";
import { CENTRAL } from "../../test/member-template";
import { allow, failureOf, REGION, STRANGER } from "../../test/services";
import type { CredentialsFor, FaultRule, ImportTrace, LocalCloud } from "../index";

const productOf = (account: string, region = REGION) =>
  `arn:aws:securityhub:${region}:${account}:product/${account}/default`;
const PRODUCT = productOf(CENTRAL);
const ACTION = "securityhub:BatchImportFindings";
const IMPORTER: CredentialsFor = {
  accountId: CENTRAL,
  userName: "ilse",
  policies: [allow(ACTION, "*")],
};

const FINDING: AwsSecurityFinding = {
  SchemaVersion: "2018-10-08",
  Id: "1",
  ProductArn: PRODUCT,
  GeneratorId: "nothing-public",
  AwsAccountId: CENTRAL,
  CreatedAt: "2026-03-04T09:14:05.120Z",
  UpdatedAt: "2026-03-04T09:14:05.120Z",
  Title: "A bucket is public",
  Description: "Anyone can read it.",
  FindingProviderFields: { Severity: { Label: "CRITICAL" }, Types: ["Effects/Data Exposure"] },
  Resources: [{ Type: "AwsS3Bucket", Id: "arn:aws:s3:::ledger" }],
  Compliance: { Status: "FAILED" },
  RecordState: "ACTIVE",
};

let cloud: LocalCloud;
let imports: ImportTrace[];
beforeEach(async () => {
  cloud = await startPipeline({});
  imports = [];
  cloud.onCall((trace) => imports.push(...trace.imports));
});
afterEach(stopClouds);

async function importing(
  findings: readonly Partial<AwsSecurityFinding>[],
  who: CredentialsFor = IMPORTER,
  maxAttempts = 1,
): Promise<BatchImportFindingsCommandOutput> {
  const client = new SecurityHubClient({
    region: REGION,
    credentials: cloud.credentials(who),
    endpoint: cloud.endpoints.securityhub,
    maxAttempts,
  });
  const Findings = findings.map((finding): AwsSecurityFinding => ({ ...FINDING, ...finding }));
  const output = await client.send(new BatchImportFindingsCommand({ Findings }));
  await cloud.settled();
  return output;
}

test("what is imported stands in the trace, whole and in short", async () => {
  const { SuccessCount, FailedCount } = await importing([{}]);
  expect([SuccessCount, FailedCount]).toEqual([1, 0]);
  expect(imports).toEqual([
    {
      id: "1",
      title: "A bucket is public",
      severity: "CRITICAL",
      compliance: "FAILED",
      recordState: "ACTIVE",
      finding: FINDING,
    },
  ]);
});

test("an update counts only where it is later than what is there", async () => {
  await importing([{}]);
  await importing([{ RecordState: "ARCHIVED" }]);
  expect(await importing([{ UpdatedAt: "2026-03-04T09:00:00Z" }])).toMatchObject({ SuccessCount: 1 });
  expect(imports).toHaveLength(1);
  await importing([{ UpdatedAt: "2026-03-05T09:00:00Z", RecordState: "ARCHIVED" }]);
  expect(imports.map(({ recordState }) => recordState)).toEqual(["ACTIVE", "ARCHIVED"]);
});

test.each<[string, Partial<AwsSecurityFinding>, string, RegExp]>([
  ["a title that is too long", { Title: "x".repeat(257) }, "InvalidInput", /data\.Title/],
  ["no resource", { Resources: [] }, "InvalidInput", /data\.Resources/],
  ["no severity", { FindingProviderFields: {} }, "InvalidInput", /data\.FindingProviderFields\.Severity/],
  [
    "a type of no known namespace",
    { FindingProviderFields: { Severity: { Label: "LOW" }, Types: ["Public Buckets"] } },
    "InvalidInput",
    /data\.FindingProviderFields\.Types/,
  ],
  ["a day in place of a time", { UpdatedAt: "2026-03-04" }, "InvalidInput", /data\.UpdatedAt/],
  ["a finding of another account", { AwsAccountId: STRANGER }, "InvalidAccess", /its own findings/],
  [
    "the product of another region",
    { ProductArn: productOf(CENTRAL, "eu-west-1") },
    "InvalidAccess",
    /its own findings/,
  ],
])("%s fails in an answer of success, and the others are imported", async (_, wrong, code, message) => {
  const { FailedCount, SuccessCount, FailedFindings } = await importing([{ ...wrong, Id: "wrong" }, {}]);
  expect([FailedCount, SuccessCount]).toEqual([1, 1]);
  expect(FailedFindings).toEqual([
    { Id: "wrong", ErrorCode: code, ErrorMessage: expect.stringMatching(message) as string },
  ]);
  expect(imports.map(({ id }) => id)).toEqual(["1"]);
});

test.each<[string, readonly object[]]>([
  ["who may nothing", []],
  ["who may import under another product", [allow(ACTION, productOf(CENTRAL, "eu-west-1"))]],
  ["who may update findings", [allow("securityhub:BatchUpdateFindings", PRODUCT)]],
])("IAM refuses %s", async (_, policies) => {
  const call = importing([{}], { ...IMPORTER, policies });
  expect(await failureOf(call)).toMatchObject({ name: "AccessDeniedException", status: 403 });
  expect(imports).toEqual([]);
});

test.each<[string, FaultRule["fault"], string]>([
  ["refused", { kind: "AccessDenied" }, "AccessDeniedException"],
  ["throttled", { kind: "SlowDown" }, "LimitExceededException"],
  ["failed", { kind: "InternalError" }, "InternalException"],
])("a call that is %s imports nothing", async (_, fault, name) => {
  cloud.setFaults([{ service: "securityhub", times: 1, fault }]);
  expect((await failureOf(importing([{}]))).name).toBe(name);
  expect(imports).toEqual([]);
  await importing([{}]);
  expect(imports).toHaveLength(1);
});

test("a finding that fails by a fault fails in an answer of success", async () => {
  cloud.setFaults([{ service: "securityhub", times: 1, fault: { kind: "FailedEntry" } }]);
  expect(await importing([{}])).toMatchObject({ FailedCount: 1, FailedFindings: [{ Id: "1" }] });
  expect(imports).toEqual([]);
});

test("an answer that is lost: the finding is imported, once", async () => {
  cloud.setFaults([{ service: "securityhub", times: 1, fault: { kind: "reset" } }]);
  expect(await importing([{}], IMPORTER, 2)).toMatchObject({ SuccessCount: 1 });
  expect(imports).toHaveLength(1);
});

test("another call is not known", async () => {
  const response = await fetch(`${cloud.endpoints.securityhub}/findings`, { method: "POST", body: "{}" });
  expect(response.status).toBe(501);
});
