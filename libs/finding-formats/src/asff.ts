import { type Finding, updatedAtOf } from "@security-auto/assessment";
import { defaultProductArn } from "@security-auto/iam-policy";
import { printable, shortened } from "@security-auto/text";
import { type AsffResource, resourceOf } from "./asff-resource";
import type { Deployment } from "./deployment";
import { distinct } from "./distinct";
import { complianceOf, isSettled } from "./is-settled";
import { type Severity, severityOf } from "./severity";
import { descriptionOf, remedyOf, ruleOf, titleOf, typesOf } from "./words";

/** What a finding needs of the AWS Security Finding Format. It can be given to `BatchImportFindings` as it is. */
export interface AsffFinding {
  readonly SchemaVersion: "2018-10-08";
  /** The same through all transitions of one finding: Security Hub updates what it has by this id. */
  readonly Id: string;
  readonly ProductArn: string;
  readonly ProductName: string;
  readonly GeneratorId: string;
  /** The security account: under the default product, Security Hub takes findings of the caller's own account only. */
  readonly AwsAccountId: string;
  readonly CreatedAt: string;
  /** Security Hub ignores an update that is not later than what it has. */
  readonly UpdatedAt: string;
  readonly FirstObservedAt: string;
  readonly LastObservedAt: string;
  readonly Title: string;
  readonly Description: string;
  /** Severity and types in the provider's own fields: those at the top are for people to change. */
  readonly FindingProviderFields: {
    readonly Severity: { readonly Label: Severity; readonly Original?: string };
    readonly Types: string[];
  };
  readonly Remediation: { readonly Recommendation: { readonly Text: string; readonly Url: string } };
  readonly ProductFields: Record<string, string>;
  readonly Resources: AsffResource[];
  readonly Compliance: { readonly Status: "FAILED" | "PASSED" | "WARNING" };
  readonly RecordState: "ACTIVE" | "ARCHIVED";
}

/** `unknown`: "some information is missing". */
const COMPLIANCE = { violates: "FAILED", holds: "PASSED", unknown: "WARNING" } as const;

/**
 * A finding in the AWS Security Finding Format, in the security account's own name. What people write in Security Hub (the status of the
 * workflow, notes) is not in it, and stays as it is.
 *
 * @throws RangeError when the region is none of a known partition
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html
 * @example
 * ```ts
 * const imported = { Findings: [asffOf(finding, { accountId: "111122223333", region: "us-west-2" })] };
 * ```
 */
export function asffOf(finding: Finding, deployment: Deployment): AsffFinding {
  const { id, openedAt, observedAt } = finding;
  const isClosed = isSettled(finding);
  const { text, url } = remedyOf(finding);
  return {
    SchemaVersion: "2018-10-08",
    Id: distinct(`security-auto/${printable(id)}`, 512),
    ProductArn: defaultProductArn(deployment),
    ProductName: "security-auto",
    GeneratorId: distinct(`security-auto/${ruleOf(finding)}`, 512),
    AwsAccountId: deployment.accountId,
    CreatedAt: openedAt,
    UpdatedAt: updatedAtOf(finding),
    FirstObservedAt: openedAt,
    LastObservedAt: observedAt,
    Title: shortened(titleOf(finding), 256),
    Description: shortened(descriptionOf(finding), 1024),
    FindingProviderFields: { Severity: severityIn(finding), Types: typesOf(finding) },
    Remediation: { Recommendation: { Text: shortened(text, 512), Url: url } },
    ProductFields: productFields(finding),
    Resources: [resourceOf(finding, deployment)],
    Compliance: { Status: COMPLIANCE[complianceOf(finding)] },
    RecordState: isClosed ? "ARCHIVED" : "ACTIVE",
  };
}

function severityIn(finding: Finding): AsffFinding["FindingProviderFields"]["Severity"] {
  const { exposure } = finding;
  return { Label: severityOf(finding), ...(exposure !== null && { Original: exposure.atLeast }) };
}

/** What stands nowhere else in the format, for filters and for automation. */
function productFields(finding: Finding): Record<string, string> {
  const { id, account, bucket, exposure, actor, change, remediation } = finding;
  const fields = {
    findingId: id,
    account,
    bucket,
    rule: ruleOf(finding),
    transition: finding.transition,
    verdict: finding.verdict,
    exposureAtLeast: exposure?.atLeast,
    exposureAtMost: exposure?.atMost,
    actor: actor?.display,
    call: change?.call,
    eventTime: change?.eventTime,
    action: finding.action,
    remediation: remediation?.status,
  };
  return Object.fromEntries(
    Object.entries(fields)
      .filter((field): field is [string, string] => typeof field[1] === "string" && field[1].trim() !== "")
      .map(([name, value]) => [`security-auto/${name}`, shortened(printable(value), 2048)]),
  );
}
