import { printable } from "@security-auto/text";
import { CANNOT_READ, COVERAGE, type Finding, WAS_EXPOSED } from "./finding";
import { type RemediationStage, remediationStage } from "./remediation-stage";

/** Something to do about a finding, and the commands that do it. */
export interface Step {
  /** A sentence without its end. */
  readonly what: string;
  readonly commands: readonly string[];
  /** A sentence on what the commands answer. */
  readonly then?: string;
}

/** What a message needs to know beside the finding. */
export interface MessageOptions {
  /** Name of the environment, where it is not the one that the commands take unless they are told. */
  readonly environment?: string | undefined;
}

/** What to do about a finding, the least first; one step alone where nothing has to be done. */
export function stepsFor(finding: Finding, { environment }: MessageOptions): readonly Step[] {
  const { id, kind, transition, bucket, exposure, accepted } = finding;
  const named = environment === undefined ? "" : ` --environment ${quoted(environment)}`;
  const show = [`npm run findings -- show ${quoted(id)}${named}`];
  const everything: Step = { what: "See everything about it", commands: show };
  if (kind === WAS_EXPOSED && bucket !== null) return [everything, ...inquiry(finding, bucket)];
  if (accepted !== undefined)
    return [
      {
        what: `Nothing to do. It opens again by the first ${kind === COVERAGE ? "check after that time, or when another one fails" : "assessment after that time, or when more can access the bucket"}. To see what happened`,
        commands: show,
      },
    ];
  const remediation = remediationSteps(finding, named);
  if (transition === "closed" && remediation.length > 0) return [everything, ...remediation];
  if (transition === "closed") return [{ what: "Nothing to do. To see what happened", commands: show }];
  const seen = exposure === null ? "" : ` --exposure ${exposure.atLeast}`;
  return [
    everything,
    ...remediation,
    ...(bucket === null
      ? mending(finding, named)
      : kind === CANNOT_READ
        ? [reading(named)]
        : closing(quoted(bucket), exposure?.atLeast === "public")),
    {
      what: "If it is meant to be so, say who answers for it, why and until when",
      commands: [
        `npm run findings -- accept ${quoted(id)} --owner NAME --reason TEXT --expires DATE${seen}${named}`,
      ],
    },
  ];
}

/** What can be done about a remediation beside looking at it. */
const ABOUT_REMEDIATION: Readonly<Record<RemediationStage, "approve" | "undo" | undefined>> = {
  waiting: "approve",
  "under way": undefined,
  applied: "undo",
  failed: "undo",
  undone: undefined,
  refused: undefined,
};

function remediationSteps(finding: Finding, named: string): readonly Step[] {
  const { action, transition, remediation } = finding;
  const stage = remediationStage(finding);
  if (action === undefined || stage === undefined) return [];
  const id = quoted(action);
  const about = transition === "closed" ? "undo" : ABOUT_REMEDIATION[stage];
  const isObserved = remediation?.respond === "observe";
  return [
    {
      what: "See the change, call by call, and how it stands",
      commands: [`npm run actions -- show ${id}${named}`],
    },
    ...(about === undefined ? [] : [REMEDIATION_STEPS[about](id, named, isObserved)]),
  ];
}

const REMEDIATION_STEPS = {
  approve: (id: string, named: string, isObserved: boolean): Step => ({
    what: isObserved
      ? "If the change is right, approve it; that needs a role to write with, so an invariant of the environment has to approve or enforce"
      : "If the change is right, approve it",
    commands: [`npm run approve -- ${id}${named}`],
  }),
  undo: (id: string, named: string): Step => ({
    what: "If that access is needed, undo it; the bucket is then left alone for a day",
    commands: [`npm run undo -- ${id} --owner NAME --reason TEXT${named}`],
  }),
} as const;

/** The commands that put right what coverage found, and the one that looks again. */
function mending({ account, kind, checks = [] }: Finding, named: string): readonly Step[] {
  if (kind !== COVERAGE) return [];
  const commands = [...new Set(checks.flatMap(({ mend }) => mend ?? []))].map((mend) => printable(mend));
  return [
    ...(commands.length === 0
      ? []
      : [{ what: `Put it right, with credentials of account ${account}`, commands }]),
    { what: "Then check again", commands: [`npm run sweep -- --account ${account}${named}`] },
  ];
}

const reading = (named: string): Step => ({
  what: "See which permissions the roles have, and which call needs each",
  commands: [`npm run policies${named === "" ? "" : ` --${named}`}`],
});

/** What to look at to find out what was read meanwhile: CloudTrail's management events do not show reads of objects. */
function inquiry(
  { region, openedAt, observedAt, closedAt = observedAt }: Finding,
  bucket: string,
): readonly Step[] {
  const name = quoted(bucket);
  return [
    {
      what: "See who changed the bucket in that time",
      commands: [
        `aws cloudtrail lookup-events --region ${quoted(region)} --lookup-attributes AttributeKey=ResourceName,AttributeValue=${name} --start-time ${quoted(openedAt)} --end-time ${quoted(closedAt)}`,
      ],
    },
    {
      what: "Find out who read or wrote objects in that time. That command does not show it: it is in S3 data events, where a trail or an event data store logs them (eventName GetObject, ListObjects, PutObject and others), and in the bucket's server access logs, where they are on",
      commands: [`aws s3api get-bucket-logging --bucket ${name}`],
      then: "If neither was on, assume that every object was read.",
    },
    allowed(name),
  ];
}

const allowed = (bucket: string): Step => ({
  what: "See who the bucket policy and the ACL allow",
  commands: [
    `aws s3api get-bucket-policy --bucket ${bucket} --query Policy --output text`,
    `aws s3api get-bucket-acl --bucket ${bucket}`,
  ],
});

function closing(bucket: string, isPublic: boolean): readonly Step[] {
  return [
    allowed(bucket),
    ...(isPublic
      ? [
          {
            what: "If nobody outside the bucket owner's account needs it, block public access",
            commands: [
              `aws s3api put-public-access-block --bucket ${bucket} --public-access-block-configuration ${ALL_BLOCKS}`,
            ],
          },
        ]
      : []),
  ];
}

const ALL_BLOCKS =
  "BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true";

/** As a POSIX shell takes it for one word. */
function quoted(text: string): string {
  const shown = printable(text);
  return /^[\w@%+=:,./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}
