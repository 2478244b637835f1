import type { Finding } from "@security-auto/assessment";
import { asffOf } from "../src";

const deployment = { accountId: "111122223333", region: "us-west-2" };

/** What `aws securityhub batch-import-findings --findings file://findings.json` takes. */
export const importable = (findings: readonly Finding[]): string =>
  JSON.stringify(findings.map((finding) => asffOf(finding, deployment)));
