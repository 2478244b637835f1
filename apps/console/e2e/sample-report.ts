import { mkdtempSync, rmSync, writeFileSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  ASSESSMENT_EXAMPLE,
  COVERAGE_EXAMPLE,
  FINDING_EXAMPLE,
  REMEDIATION_EXAMPLE,
  SWEEP_EXAMPLE,
} from "@security-auto/assessment";
import { type BucketDetail, type BucketRow, embedded, type Report } from "@security-auto/report";
import { CONSOLE } from "./browser";

const ACCOUNT = "444455556666";
const AT = "2026-03-05T09:14:05.120Z";

/** What the bucket of the examples has. */
const DESCRIBED = {
  name: "ledger-archive",
  account: ACCOUNT,
  region: "eu-central-1",
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Sid: "Team", Effect: "Allow", Principal: { AWS: ACCOUNT }, Action: "s3:*", Resource: "*" },
      {
        Sid: "Downloads",
        Effect: "Allow",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::ledger-archive/*",
      },
    ],
  }),
  tags: { classification: "sensitive" },
};

const { objects, findings, facets } = ASSESSMENT_EXAMPLE;

const evidence = (statement: string) => [
  {
    source: "bucket policy",
    statement,
    grants: ["s3:GetObject"],
    because: "it allows anyone on the internet",
  },
];

const OPEN: BucketDetail = {
  assessment: {
    objects,
    findings,
    facets,
    evidence: evidence("Downloads"),
    invariants: ASSESSMENT_EXAMPLE.invariants,
  },
  applied: [],
  described: JSON.stringify(DESCRIBED),
};

const CLOSED: BucketDetail = {
  assessment: {
    ...{ objects: "not-public", findings: [], facets, evidence: [] },
    invariants: [
      { name: "nothing-public", verdict: "holds", because: "exposure is at most private", evidence: [] },
    ],
  },
  applied: [],
};

interface Sample {
  readonly report: Report;
  readonly details: readonly BucketDetail[];
}

/** A register with the bucket of the examples, a private one, and one that could not be read; and as many private ones more. */
export function sampleReport(more = 0): Sample {
  const rows: BucketRow[] = [
    [ACCOUNT, "ledger-archive", "eu-central-1", "violates", "public", "public", AT],
    [ACCOUNT, "press-drafts", "eu-central-1", "holds", "private", "private", AT],
    ["111122223333", "vault", "us-west-2", "unknown", "private", "public", AT],
    ...Array.from({ length: more }, (_, index): BucketRow => {
      const number = String(index).padStart(6, "0");
      return [ACCOUNT, `archive-${number}`, "us-west-2", "holds", "private", "private", AT];
    }),
  ];
  return {
    report: {
      ...{ version: "1", madeAt: AT, origin: "the register of environment example" },
      ...{
        buckets: rows,
        findings: [{ finding: { ...FINDING_EXAMPLE, action: REMEDIATION_EXAMPLE.id }, transitions: 1 }],
      },
      ...{ actions: [REMEDIATION_EXAMPLE], sweep: SWEEP_EXAMPLE, enforcement: "on" },
      coverage: COVERAGE_EXAMPLE.places.map(({ region, checks }) => ({
        ...{ account: COVERAGE_EXAMPLE.accountId, region, checkedAt: COVERAGE_EXAMPLE.checkedAt, checks },
      })),
    },
    details: [OPEN, ...Array.from({ length: rows.length - 1 }, () => CLOSED)],
  };
}

/** Pages with reports in them, for as long as the tests of a file run. */
export function usePages(): { readonly write: (name: string, sample: Sample) => Promise<string> } {
  const folder = mkdtempSync(join(tmpdir(), "security-auto-console-"));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  return {
    write: async (name, { report, details }) => {
      const parts: string[] = [];
      for await (const part of embedded(readFileSync(CONSOLE, "utf8"), report, details)) parts.push(part);
      const file = join(folder, `${name}.html`);
      writeFileSync(file, parts.join(""));
      return file;
    },
  };
}
