import { type Finding, updatedAtOf, WAS_EXPOSED } from "@security-auto/assessment";
import { partitionOf } from "@security-auto/iam-policy";
import { printable } from "@security-auto/text";
import type { Deployment } from "./deployment";
import { complianceOf, isSettled } from "./is-settled";
import { SEVERITIES, type Severity, severityOf } from "./severity";
import { bucketArnIn, descriptionOf, remedyOf, ruleOf, titleOf, typesOf } from "./words";

/** A Compliance Finding of the Open Cybersecurity Schema Framework, in its own attribute names. Times are in ms since 1970. */
export type OcsfFinding = ReturnType<typeof ocsfOf>;

const VERSION = "1.3.0";
const CATEGORY = { category_uid: 2, category_name: "Findings" } as const;
const CLASS = { class_uid: 2003, class_name: "Compliance Finding" } as const;

const ACTIVITIES = {
  opened: { id: 1, name: "Create" },
  changed: { id: 2, name: "Update" },
  uncertain: { id: 2, name: "Update" },
  closed: { id: 3, name: "Close" },
} as const satisfies Record<Finding["transition"], { id: number; name: string }>;

const STATUS = { open: { id: 1, name: "New" }, closed: { id: 4, name: "Resolved" } } as const;

const COMPLIANCE = {
  holds: { status_id: 1, status: "Pass" },
  unknown: { status_id: 2, status: "Warning" },
  violates: { status_id: 3, status: "Fail" },
} as const satisfies Record<Finding["verdict"], { status_id: number; status: string }>;

const SEVERITY_NAMES = {
  INFORMATIONAL: "Informational",
  LOW: "Low",
  MEDIUM: "Medium",
  HIGH: "High",
  CRITICAL: "Critical",
} as const satisfies Record<Severity, string>;

/**
 * A finding as a Compliance Finding of OCSF 1.3 with the cloud profile.
 *
 * @throws RangeError when the region is none of a known partition
 * @see https://schema.ocsf.io/1.3.0/classes/compliance_finding?profiles=cloud
 */
export function ocsfOf(finding: Finding, deployment: Deployment) {
  const { id, kind, transition, openedAt, observedAt, account, region, because } = finding;
  const isClosed = isSettled(finding);
  const activity = ACTIVITIES[kind === WAS_EXPOSED ? "opened" : transition];
  const status = isClosed ? STATUS.closed : STATUS.open;
  const severity = severityOf(finding);
  const { text, url } = remedyOf(finding);
  const title = titleOf(finding);
  return {
    ...CATEGORY,
    ...CLASS,
    activity_id: activity.id,
    activity_name: activity.name,
    type_uid: CLASS.class_uid * 100 + activity.id,
    type_name: `${CLASS.class_name}: ${activity.name}`,
    time: Date.parse(observedAt),
    severity_id: SEVERITIES.indexOf(severity) + 1,
    severity: SEVERITY_NAMES[severity],
    status_id: status.id,
    status: status.name,
    message: title,
    metadata: {
      version: VERSION,
      profiles: ["cloud"],
      product: { name: "security-auto", vendor_name: "security-auto", uid: deployment.accountId },
    },
    finding_info: {
      uid: printable(id),
      title,
      desc: descriptionOf(finding),
      types: typesOf(finding),
      created_time: Date.parse(openedAt),
      first_seen_time: Date.parse(openedAt),
      modified_time: Date.parse(updatedAtOf(finding)),
      last_seen_time: Date.parse(observedAt),
    },
    compliance: {
      standards: ["security-auto"],
      control: ruleOf(finding),
      ...COMPLIANCE[complianceOf(finding)],
      status_detail: printable(because),
    },
    remediation: { desc: text, references: [url] },
    resources: [resourceOf(finding, deployment)],
    cloud: { provider: "AWS", region: printable(region), account: accountOf(account) },
  };
}

/** 10: "AWS Account". */
const accountOf = (uid: string) => ({ uid, type_id: 10, type: "AWS Account" });

function resourceOf({ bucket, account, region }: Finding, deployment: Deployment) {
  const partition = partitionOf(deployment.region);
  return {
    ...(bucket === null
      ? { uid: account, type: "AwsAccount" }
      : { uid: bucketArnIn(partition, bucket), name: printable(bucket), type: "AwsS3Bucket" }),
    region: printable(region),
    cloud_partition: partition,
    owner: { account: accountOf(account) },
  };
}
