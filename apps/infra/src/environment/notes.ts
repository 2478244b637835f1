import type { Environment } from "./environment";
import { sweepHours } from "./sweep-hours";

/**
 * Regions that an account has only where it was enabled.
 *
 * @see https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
 */
const OPT_IN_REGIONS: readonly string[] = [
  "af-south-1",
  "ap-east-1",
  "ap-east-2",
  "ap-south-2",
  "ap-southeast-3",
  "ap-southeast-4",
  "ap-southeast-5",
  "ap-southeast-6",
  "ap-southeast-7",
  "ca-west-1",
  "eu-central-2",
  "eu-south-1",
  "eu-south-2",
  "il-central-1",
  "me-central-1",
  "me-south-1",
  "me-west-1",
  "mx-central-1",
];

/**
 * What nobody finds out from the template: where AWS does less than the file may be read to ask for. They are no faults of the file.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html
 */
export function notes(environment: Environment): readonly string[] {
  return [...aboutStackSet(environment), ...aboutAlarms(environment)];
}

function aboutStackSet({ account, members, watchSecurityAccount }: Environment): readonly string[] {
  if (members === undefined) return [];
  const optIn = members.regions.filter((region) => OPT_IN_REGIONS.includes(region));
  return [
    members.callAs === "SELF"
      ? `members: a stack set never makes a stack in the management account, which is ${account} here${watchSecurityAccount ? "; watchSecurityAccount watches it, in the stack's region only" : ": it is not watched, unless watchSecurityAccount is true"}`
      : "members: a stack set never makes a stack in the management account; deploy member.template.json there by hand, once in each region, if it has buckets",
    `members: an account that joins one of the units later gets the member stack whatever the filter says, ${account} included: what it forwards twice is judged once`,
    ...(optIn.length === 0
      ? []
      : [
          `members.regions: ${optIn.join(", ")} ${optIn.length === 1 ? "has" : "have"} to be enabled in the management account and in each member before the stack set can make stacks there; an account without is named by npm run doctor`,
        ]),
  ];
}

function aboutAlarms({ alarms, sweep, sweeping }: Environment): readonly string[] {
  const hours = sweep ? sweepHours(sweeping.schedule) : undefined;
  if (!alarms || (hours !== undefined && hours <= 7 * 24 - 2)) return [];
  return sweep
    ? [
        `sweep.schedule: ${sweeping.schedule} comes at no fixed interval of a week at most: no alarm tells that the system is silent or a sweep is overdue`,
      ]
    : [
        "alarms: without sweep no alarm tells that the system is silent, because a day without a change may be a quiet day",
      ];
}
