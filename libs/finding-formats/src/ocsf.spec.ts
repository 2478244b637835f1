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
  WAS_PUBLIC,
} from "../test/findings";
import { ocsfOf } from ".";

const AWS_ACCOUNT = { uid: "444455556666", type_id: 10, type: "AWS Account" };

test("a public bucket, attribute by attribute", () => {
  const time = Date.UTC(2026, 2, 4, 9, 14, 5, 120);
  expect(ocsfOf(OPENED, DEPLOYMENT)).toEqual({
    category_uid: 2,
    category_name: "Findings",
    class_uid: 2003,
    class_name: "Compliance Finding",
    activity_id: 1,
    activity_name: "Create",
    type_uid: 200301,
    type_name: "Compliance Finding: Create",
    time,
    severity_id: 5,
    severity: "Critical",
    status_id: 1,
    status: "New",
    message: "S3 bucket ledger-archive (444455556666) should satisfy nothing-public",
    metadata: {
      version: "1.3.0",
      profiles: ["cloud"],
      product: { name: "security-auto", vendor_name: "security-auto", uid: "111122223333" },
    },
    finding_info: {
      uid: "444455556666:ledger-archive:nothing-public",
      title: "S3 bucket ledger-archive (444455556666) should satisfy nothing-public",
      desc: expect.stringContaining("PUBLIC: bucket ledger-archive") as string,
      types: ["Effects/Data Exposure"],
      created_time: time,
      first_seen_time: time,
      modified_time: time,
      last_seen_time: time,
    },
    compliance: {
      standards: ["security-auto"],
      control: "nothing-public",
      status_id: 3,
      status: "Fail",
      status_detail: OPENED.because,
    },
    remediation: {
      desc: expect.stringContaining("S3 Block Public Access") as string,
      references: [
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
      ],
    },
    resources: [
      {
        uid: "arn:aws:s3:::ledger-archive",
        name: "ledger-archive",
        type: "AwsS3Bucket",
        region: "eu-central-1",
        cloud_partition: "aws",
        owner: { account: AWS_ACCOUNT },
      },
    ],
    cloud: { provider: "AWS", region: "eu-central-1", account: AWS_ACCOUNT },
  });
});

test.each<[string, Finding, number, number, number, number]>([
  ["opened", OPENED, 200301, 1, 3, 5],
  ["changed", { ...OPENED, transition: "changed" }, 200302, 1, 3, 5],
  ["uncertain", UNCERTAIN, 200302, 1, 2, 5],
  ["closed", CLOSED, 200303, 4, 1, 1],
  ["of what was public for a time", WAS_PUBLIC, 200301, 1, 3, 5],
  ["of an account", OF_ACCOUNT, 200301, 1, 3, 4],
])(
  "one that is %s: type, status, compliance and severity",
  (_, finding, type, status, compliance, severity) => {
    expect(ocsfOf(finding, DEPLOYMENT)).toMatchObject({
      type_uid: type,
      status_id: status,
      compliance: { status_id: compliance },
      severity_id: severity,
    });
  },
);

test("a finding that somebody accepted was modified then, and seen last when the bucket was read", () => {
  const closedAt = "2026-03-05T08:00:00.000Z";
  const { finding_info } = ocsfOf({ ...OPENED, transition: "closed", closedAt }, DEPLOYMENT);
  expect(finding_info).toMatchObject({
    modified_time: Date.parse(closedAt),
    last_seen_time: Date.parse(OPENED.observedAt),
  });
});

test("a finding of an account names the account", () => {
  expect(ocsfOf(OF_ACCOUNT, DEPLOYMENT).resources).toEqual([
    {
      uid: "444455556666",
      type: "AwsAccount",
      region: "eu-central-1",
      cloud_partition: "aws",
      owner: { account: AWS_ACCOUNT },
    },
  ]);
});

test("control characters in names and reasons are shown", () => {
  fc.assert(
    fc.property(anyFinding, (finding) => {
      const values = (value: unknown): readonly string[] =>
        typeof value === "string" ? [value] : Object.values(Object(value) as object).flatMap(values);
      for (const text of values(ocsfOf(finding, DEPLOYMENT)))
        expect(text).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    }),
  );
});

test("a remediation that waits for approval is what to do first", () => {
  expect(ocsfOf(PLANNED, DEPLOYMENT)).toMatchObject({
    type_uid: 200302,
    remediation: {
      desc: expect.stringMatching(/^A remediation is planned: if it is right, approve it/) as string,
    },
    finding_info: { desc: expect.stringContaining("It waits for approval.") as string },
  });
});
