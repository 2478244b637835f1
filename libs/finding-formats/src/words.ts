import {
  CANNOT_READ,
  COVERAGE,
  type Finding,
  findingSummary,
  GLOBAL_PLACE,
  type RemediationStage,
  remediationStage,
  WAS_EXPOSED,
} from "@security-auto/assessment";
import type { Partition } from "@security-auto/iam-policy";
import { printable } from "@security-auto/text";
import { isSettled } from "./is-settled";

/** What a finding is about, in the same words through all its transitions. */
export function titleOf({ kind, bucket, account, invariant, certain, region }: Finding): string {
  const what = bucket === null ? `Account ${account}` : `S3 bucket ${printable(bucket)} (${account})`;
  if (kind === "invariant") return `${what} should satisfy ${printable(invariant ?? kind)}`;
  if (kind === WAS_EXPOSED)
    return `${what} ${certain === false ? "may have violated" : "violated"} ${printable(invariant ?? kind)} for a time`;
  if (kind === COVERAGE) return `${what}: changes in ${placeOf(region)} should be seen by security-auto`;
  return kind === CANNOT_READ
    ? `${what} should be readable for security-auto`
    : `${what}: ${printable(kind)}`;
}

const placeOf = (region: string): string => (region === GLOBAL_PLACE ? "it" : printable(region));

/** What happened, who did it and why it is a finding. */
export const descriptionOf = (finding: Finding): string => findingSummary(finding).join(" ");

/** The invariant, or the kind of another finding. */
export const ruleOf = ({ invariant, kind }: Finding): string => printable(invariant ?? kind);

/** For display: a name may hold what no bucket's name has. */
export const bucketArnIn = (partition: Partition, bucket: string): string =>
  `arn:${partition}:s3:::${printable(bucket)}`;

/** One or more of the finding types of ASFF. */
export function typesOf({ kind }: Finding): string[] {
  return [
    kind === "invariant" || kind === WAS_EXPOSED
      ? "Effects/Data Exposure"
      : "Software and Configuration Checks/AWS Security Best Practices",
  ];
}

export interface Remedy {
  readonly text: string;
  readonly url: string;
}

const S3_GUIDE = "https://docs.aws.amazon.com/AmazonS3/latest/userguide";

const ACCEPT =
  "If it is meant to be so, accept it (npm run findings -- accept): say who answers for it, why and until when.";

/** What to do about a finding, beginning with what was done about it or would be. */
export function remedyOf(finding: Finding): Remedy {
  const { text, url } = remedyByHand(finding);
  const stage = remediationStage(finding);
  if (finding.action === undefined || stage === undefined) return { text, url };
  const action = printable(finding.action);
  return isSettled(finding)
    ? { text: `${text} ${UNDO} (npm run undo -- ${action}).`, url }
    : { text: `${SAID[stage](action)} ${text}`, url };
}

const UNDO = "If its remediation took away access that is needed, undo it";

const why = (action: string): string => `(npm run actions -- show ${action} says why)`;

const SAID: Readonly<Record<RemediationStage, (action: string) => string>> = {
  waiting: (action) =>
    `A remediation is planned: if it is right, approve it (npm run approve -- ${action}). Otherwise:`,
  "under way": () => "A remediation is under way. If it fails:",
  applied: () => "A remediation was applied. If the finding stays open:",
  failed: (action) => `The remediation failed ${why(action)}.`,
  undone: (action) => `The remediation was undone ${why(action)}.`,
  refused: (action) => `It was not remediated ${why(action)}.`,
};

/** The commands, where all of them fit: half of one would be another one. */
function mendsOf({ checks = [] }: Finding): string {
  const commands = [...new Set(checks.flatMap(({ mend }) => mend ?? []))]
    .map((mend) => printable(mend))
    .join("; ");
  return commands === "" || commands.length > 200 ? "" : ` (${commands})`;
}

function remedyByHand(finding: Finding): Remedy {
  const { kind, exposure } = finding;
  const practices = `${S3_GUIDE}/security-best-practices.html`;
  if (isSettled(finding)) return { text: "Nothing to do: the finding is closed.", url: practices };
  if (kind === WAS_EXPOSED)
    return {
      text: "Find out who read or wrote objects in that time: it is in S3 data events of CloudTrail and in the bucket's server access logs, where they were on. If neither was on, assume that every object was read. Then set the workflow status to RESOLVED.",
      url: `${S3_GUIDE}/logging-with-S3.html`,
    };
  if (kind === CANNOT_READ)
    return {
      text: "Let the read role of security-auto read the configuration of the bucket again. A bucket policy or a service control policy may deny it; the description names the reads.",
      url: `${S3_GUIDE}/troubleshoot-403-errors.html`,
    };
  if (kind === COVERAGE)
    return {
      text: `Put right what the description names${mendsOf(finding)}. Then check again (npm run sweep -- --account ${finding.account}). ${ACCEPT}`,
      url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html",
    };
  if (exposure?.atLeast === "public")
    return {
      text: `Review the bucket policy and the ACL. If nobody outside the bucket owner's account needs access, turn on all four settings of S3 Block Public Access for the bucket. ${ACCEPT}`,
      url: `${S3_GUIDE}/access-control-block-public-access.html`,
    };
  return {
    text: `Review the bucket policy, the ACL and the access points, and remove what allows more than the invariant does. ${ACCEPT}`,
    url: practices,
  };
}
