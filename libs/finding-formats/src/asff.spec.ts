import type { AwsSecurityFinding } from "@aws-sdk/client-securityhub";
import type { Finding } from "@security-auto/assessment";
import * as fc from "fast-check";
import {
  anyFinding,
  CLOSED,
  DEPLOYMENT,
  OF_ACCOUNT,
  OPENED,
  PLANNED,
  UNCERTAIN,
  UNREADABLE,
  WAS_PUBLIC,
} from "../test/findings";
import { asffOf } from ".";

/** Does not compile where the SDK's type has another field, or other values. */
const inTheSdksWords = (finding: Finding): AwsSecurityFinding => asffOf(finding, DEPLOYMENT);

test("a finding that somebody accepts is archived, and is not compliant for that", () => {
  const accepted: Finding = {
    ...OPENED,
    transition: "closed",
    closedAt: OPENED.observedAt,
    accepted: {
      owner: "noor",
      reason: "by design",
      until: "2026-12-31T00:00:00Z",
      by: "arn:aws:iam::111122223333:user/noor",
    },
  };
  expect(inTheSdksWords(accepted)).toMatchObject({
    RecordState: "ARCHIVED",
    Compliance: { Status: "FAILED" },
    FindingProviderFields: { Severity: { Label: "CRITICAL" } },
  });
});

test("a public bucket, field by field", () => {
  expect(inTheSdksWords(OPENED)).toEqual({
    SchemaVersion: "2018-10-08",
    Id: "security-auto/444455556666:ledger-archive:nothing-public",
    ProductArn: "arn:aws:securityhub:us-west-2:111122223333:product/111122223333/default",
    ProductName: "security-auto",
    GeneratorId: "security-auto/nothing-public",
    AwsAccountId: "111122223333",
    CreatedAt: "2026-03-04T09:14:05.120Z",
    UpdatedAt: "2026-03-04T09:14:05.120Z",
    FirstObservedAt: "2026-03-04T09:14:05.120Z",
    LastObservedAt: "2026-03-04T09:14:05.120Z",
    Title: "S3 bucket ledger-archive (444455556666) should satisfy nothing-public",
    Description:
      "PUBLIC: bucket ledger-archive (444455556666, eu-central-1) violates nothing-public. Changed by IAM user release-bot in account 444455556666: PutBucketPolicy at 2026-03-04 09:14:02 UTC. " +
      'Why: exposure is at least public, the limit is external: bucket policy "Downloads", it allows anyone on the internet (read at 2026-03-04 09:14:05 UTC).',
    FindingProviderFields: {
      Severity: { Label: "CRITICAL", Original: "public" },
      Types: ["Effects/Data Exposure"],
    },
    Remediation: {
      Recommendation: {
        Text: expect.stringContaining("turn on all four settings of S3 Block Public Access") as string,
        Url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
      },
    },
    ProductFields: {
      "security-auto/findingId": "444455556666:ledger-archive:nothing-public",
      "security-auto/account": "444455556666",
      "security-auto/bucket": "ledger-archive",
      "security-auto/rule": "nothing-public",
      "security-auto/transition": "opened",
      "security-auto/verdict": "violates",
      "security-auto/exposureAtLeast": "public",
      "security-auto/exposureAtMost": "public",
      "security-auto/actor": "IAM user release-bot in account 444455556666",
      "security-auto/call": "PutBucketPolicy",
      "security-auto/eventTime": "2026-03-04T09:14:02Z",
    },
    Resources: [
      {
        Type: "AwsS3Bucket",
        Id: "arn:aws:s3:::ledger-archive",
        Partition: "aws",
        Region: "eu-central-1",
        Details: { AwsS3Bucket: { OwnerAccountId: "444455556666" } },
      },
    ],
    Compliance: { Status: "FAILED" },
    RecordState: "ACTIVE",
  });
});

test.each<[string, Finding, string, string, string]>([
  ["one that is open", OPENED, "FAILED", "ACTIVE", "CRITICAL"],
  ["one that cannot be determined now", UNCERTAIN, "WARNING", "ACTIVE", "CRITICAL"],
  ["one that is closed", CLOSED, "PASSED", "ARCHIVED", "INFORMATIONAL"],
  [
    "one of which an outside account has access",
    { ...OPENED, exposure: { atLeast: "external", atMost: "public" } },
    "FAILED",
    "ACTIVE",
    "HIGH",
  ],
  [
    "one that the organization can access",
    { ...OPENED, exposure: { atLeast: "organization", atMost: "organization" } },
    "FAILED",
    "ACTIVE",
    "MEDIUM",
  ],
  ["a bucket that was public for a time", WAS_PUBLIC, "FAILED", "ACTIVE", "CRITICAL"],
  [
    "a bucket that may have been public for a time",
    { ...WAS_PUBLIC, certain: false, exposure: { atLeast: "private", atMost: "public" } },
    "WARNING",
    "ACTIVE",
    "CRITICAL",
  ],
  ["a bucket that cannot be read", UNREADABLE, "FAILED", "ACTIVE", "MEDIUM"],
  ["one of an account whose changes are not seen", OF_ACCOUNT, "FAILED", "ACTIVE", "HIGH"],
])("%s: compliance, record and severity", (_, finding, status, record, severity) => {
  expect(asffOf(finding, DEPLOYMENT)).toMatchObject({
    Compliance: { Status: status },
    RecordState: record,
    FindingProviderFields: { Severity: { Label: severity } },
  });
});

test("all transitions of a finding have one id, title and creation, and each is later than the one before", () => {
  const [opened, uncertain, closed] = [OPENED, UNCERTAIN, CLOSED].map((one) => asffOf(one, DEPLOYMENT));
  for (const later of [uncertain, closed])
    expect(later).toMatchObject({ Id: opened?.Id, Title: opened?.Title, CreatedAt: opened?.CreatedAt });
  const times = [opened, uncertain, closed].map((one) => one?.UpdatedAt ?? "");
  expect([...new Set(times)].sort()).toEqual(times);
});

test("a bucket that was public for a time: somebody has to look into it", () => {
  const { Title, Description, Remediation, FindingProviderFields } = asffOf(WAS_PUBLIC, DEPLOYMENT);
  expect(Title).toBe("S3 bucket ledger-archive (444455556666) violated nothing-public for a time");
  expect(Description).toContain("WAS PUBLIC");
  expect(asffOf({ ...WAS_PUBLIC, certain: false }, DEPLOYMENT).Title).toBe(
    "S3 bucket ledger-archive (444455556666) may have violated nothing-public for a time",
  );
  expect(Remediation.Recommendation.Text).toContain("server access logs");
  expect(FindingProviderFields.Types).toEqual(["Effects/Data Exposure"]);
});

test("a finding of an account names the account", () => {
  const { Title, Resources, Remediation } = asffOf(OF_ACCOUNT, DEPLOYMENT);
  expect(Title).toBe("Account 444455556666: changes in eu-central-1 should be seen by security-auto");
  expect(Remediation.Recommendation.Text).toContain(
    "aws events enable-rule --name S3-security-forward --region eu-central-1",
  );
  expect(Resources).toEqual([
    { Type: "AwsAccount", Id: "AWS::::Account:444455556666", Partition: "aws", Region: "eu-central-1" },
  ]);
  const [ofAccount] = asffOf({ ...OF_ACCOUNT, region: "global" }, DEPLOYMENT).Resources;
  expect(ofAccount).not.toHaveProperty("Region");
});

test.each([
  ["cn-north-1", "arn:aws-cn:s3:::ledger-archive", "aws-cn"],
  ["eusc-de-east-1", "arn:aws-eusc:s3:::ledger-archive", undefined],
])("in %s, a partition is named only where the format knows it", (region, id, partition) => {
  const [resource] = asffOf(OPENED, { ...DEPLOYMENT, region }).Resources;
  expect([resource?.Id, resource?.Partition]).toEqual([id, partition]);
});

test("what people set in Security Hub is never in it", () => {
  fc.assert(
    fc.property(anyFinding, (finding) => {
      for (const field of ["Workflow", "Note", "UserDefinedFields", "VerificationState", "Severity"])
        expect(asffOf(finding, DEPLOYMENT)).not.toHaveProperty(field);
    }),
  );
});

const textsIn = (value: unknown): readonly string[] =>
  typeof value === "string" ? [value] : Object.values(Object(value) as object).flatMap(textsIn);

/** The limits of the fields, in characters. */
const LIMITS = { Id: 512, GeneratorId: 512, Title: 256, Description: 1024, ProductArn: 2048 } as const;

test("whatever names and reasons hold, each text is within the limits of the format, and without control characters", () => {
  fc.assert(
    fc.property(anyFinding, (finding) => {
      const asff = asffOf(finding, DEPLOYMENT);
      const limited: readonly (readonly [string, number])[] = [
        ...Object.entries(LIMITS).map(([field, most]) => [asff[field as keyof typeof LIMITS], most] as const),
        [asff.Remediation.Recommendation.Text, 512],
        ...Object.keys(asff.ProductFields).map((key) => [key, 128] as const),
        ...Object.values(asff.ProductFields).map((value) => [value, 2048] as const),
      ];
      for (const [text, most] of limited) {
        expect(text.trim()).not.toBe("");
        expect(text.length).toBeLessThanOrEqual(most);
      }
      expect(Object.keys(asff.ProductFields).length).toBeLessThanOrEqual(50);
      for (const text of textsIn(asff)) expect(text).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    }),
  );
});

test("ids that differ only behind the limit still differ", () => {
  const id = (end: string) => asffOf({ ...OPENED, id: `${"x".repeat(600)}${end}` }, DEPLOYMENT).Id;
  expect(id("a")).not.toBe(id("b"));
  expect(id("a")).toHaveLength(512);
});

const ID = "444455556666:ledger-archive:6f1c0b2a9d3e4f58-1";

/** As it is stored when this is all that was said of the remediation. */
const remediated = (status: "applied" | "failed" | "refused" | "undone", finding: Finding): Finding => ({
  ...PLANNED,
  ...finding,
  remediation: { status, respond: "enforce", at: "2026-03-04T09:14:08.000Z", steps: [], stops: [] },
});

const UNDO = `Nothing to do: the finding is closed. If its remediation took away access that is needed, undo it (npm run undo -- ${ID}).`;

test.each<[string, Finding, string]>([
  [
    "planned",
    PLANNED,
    `A remediation is planned: if it is right, approve it (npm run approve -- ${ID}). Otherwise: Review`,
  ],
  ["applied", remediated("applied", OPENED), "A remediation was applied. If the finding stays open: Review"],
  [
    "failed",
    remediated("failed", OPENED),
    `The remediation failed (npm run actions -- show ${ID} says why). Review`,
  ],
  [
    "refused",
    remediated("refused", OPENED),
    `It was not remediated (npm run actions -- show ${ID} says why). Review`,
  ],
  [
    "undone",
    remediated("undone", OPENED),
    `The remediation was undone (npm run actions -- show ${ID} says why). Review`,
  ],
  ["applied, and closed by it", remediated("applied", CLOSED), UNDO],
  ["failed, and closed: its write may have come through", remediated("failed", CLOSED), UNDO],
])("what to do about a finding whose remediation is %s", (_, finding, text) => {
  const { Remediation, ProductFields } = inTheSdksWords(finding);
  expect(Remediation?.Recommendation?.Text?.startsWith(text)).toBe(true);
  expect(ProductFields).toMatchObject({
    "security-auto/action": ID,
    "security-auto/remediation": finding.remediation?.status,
  });
});
