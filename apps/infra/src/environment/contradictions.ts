import { parseArn, partitionOf } from "@security-auto/iam-policy";
import type { EnvironmentProblem } from "./environment";
import { functionEntry, functionKeys } from "./functions";
import { NAME_KINDS } from "./name-kinds";
import type { Names } from "./names";
import type { EnvironmentFile } from "./schema";
import { NEEDED, switchKeys } from "./switches";

type Contradiction = Omit<EnvironmentProblem, "file">;

/** Settings that are fine one by one and cannot be true together. */
export function contradictions(file: EnvironmentFile, names: Names): readonly Contradiction[] {
  const partition = partitionOf(file.region);
  const found: Contradiction[] = [];

  const key = file.kmsKeyArn === undefined ? undefined : parseArn(file.kmsKeyArn);
  if (key !== undefined && key.partition !== partition) {
    found.push({
      path: "kmsKeyArn",
      reason: `partition ${key.partition}, but ${file.region} is in ${partition}`,
    });
  } else if (key !== undefined && key.region !== file.region) {
    found.push({
      path: "kmsKeyArn",
      reason: `the key is in ${key.region}, the stack in ${file.region}: a key serves its own region only`,
    });
  }

  const boundary =
    file.permissionsBoundaryArn === undefined ? undefined : parseArn(file.permissionsBoundaryArn);
  if (boundary !== undefined) {
    if (boundary.partition !== partition) {
      found.push({
        path: "permissionsBoundaryArn",
        reason: `partition ${boundary.partition}, but ${file.region} is in ${partition}`,
      });
    } else if (boundary.accountId !== "aws" && boundary.accountId !== file.account) {
      found.push({
        path: "permissionsBoundaryArn",
        reason: `a policy of account ${boundary.accountId}; a boundary must be of account ${file.account} or AWS's own`,
      });
    }
  }

  if (file.bus.create && names.bus === "default") {
    found.push({
      path: "names.bus",
      reason: 'every account has its bus "default" already; set bus.create to false',
    });
  }
  found.push(...aboutRequesters(file));
  found.push(...aboutSwitches(file));
  found.push(...aboutResponses(file));
  found.push(...aboutQueues(file));
  found.push(...aboutHeartbeats(file, names));
  if (!file.notify.everyChange && !file.findings)
    found.push({
      path: "notify.everyChange",
      reason:
        "false, but nobody would be mailed what the function finds instead; set findings to true, or leave this out",
    });
  if (file.organizationAccountsComplete && file.organizationAccounts.length === 0) {
    found.push({
      path: "organizationAccountsComplete",
      reason: `true, but organizationAccounts lists no account: every other account would count as outside the organization. List all of its accounts, at least ${file.account}, or leave this out`,
    });
  }
  return [...found, ...(file.members === undefined ? [] : aboutMembers(file, file.members, names))];
}

function aboutSwitches(file: EnvironmentFile): readonly Contradiction[] {
  return switchKeys.flatMap((path) => {
    const needed = NEEDED[path];
    return needed === undefined || file[path] === false || file[needed.on]
      ? []
      : [{ path, reason: `${needed.because}; set ${needed.on} to true` }];
  });
}

/** A response that nothing in the stack would give must not look as if it were in force. */
function aboutResponses({ invariants = [], remediation }: EnvironmentFile): readonly Contradiction[] {
  return invariants.flatMap(({ respond }, index) =>
    remediation || respond === undefined || respond.mode === "observe"
      ? []
      : [
          {
            path: `invariants[${index}].respond.mode`,
            reason: `${respond.mode}, but no function of the stack writes to a bucket; set remediation to true, or the mode to observe (npm run plan shows what would be done)`,
          },
        ],
  );
}

/** What Lambda throttles is received again, and counts as often as it is. */
function aboutQueues(file: EnvironmentFile): readonly Contradiction[] {
  return functionKeys.flatMap((key) => {
    const { pollsAtOnce = 0, requestsAtOnce = 0 } = functionEntry(key);
    const { reservedConcurrency } = file.functions[key];
    // Changes need one more: they must not wait behind requests.
    const least = hasRequests(file) && requestsAtOnce > 0 ? requestsAtOnce + 1 : pollsAtOnce;
    return reservedConcurrency === undefined || reservedConcurrency >= least
      ? []
      : [
          {
            path: `functions.${key}.reservedConcurrency`,
            reason: `${reservedConcurrency}, but its queue is worked off with ${Math.max(pollsAtOnce, requestsAtOnce)} invocations at once: throttled, messages would end in the failure queue; set it to ${least} at least, or leave it out`,
          },
        ];
  });
}

const hasRequests = ({ assessmentRequesters, sweep }: EnvironmentFile): boolean =>
  assessmentRequesters.length > 0 || sweep !== false;

function aboutRequesters({
  account,
  region,
  privateBus,
  assessmentRequesters,
}: EnvironmentFile): readonly Contradiction[] {
  if (assessmentRequesters.length > 0 && !privateBus)
    return [{ path: "assessmentRequesters", reason: "there is no bus to ask on; set privateBus to true" }];
  return assessmentRequesters.flatMap((arn, index) => {
    const role = parseArn(arn);
    return role?.accountId === account && role.partition === partitionOf(region)
      ? []
      : [
          {
            path: `assessmentRequesters[${index}]`,
            reason: `no role of account ${account}: requests come from the account of the bus`,
          },
        ];
  });
}

/**
 * Regions where no bucket is made in an account's own namespace; neither is one in partitions for secret regions.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html
 */
const WITHOUT_OWN_NAMESPACE = /^(?:me-central-1|me-south-1|[a-z]+-iso[a-z]*-.*)$/;

function aboutHeartbeats(
  { heartbeat, region, members }: EnvironmentFile,
  { heartbeatBucket }: Names,
): readonly Contradiction[] {
  if (heartbeat === false) return [];
  const { characters, reason } = NAME_KINDS.regionalBucket;
  const without = [region, ...(members?.regions ?? [])].filter((each) => WITHOUT_OWN_NAMESPACE.test(each));
  return [
    ...(characters.test(heartbeatBucket)
      ? []
      : [
          {
            path: "names.heartbeatBucket",
            reason: `"${heartbeatBucket}", which the suffix makes it, is none: ${reason}`,
          },
        ]),
    ...[...new Set(without)].map((each) => ({
      path: "heartbeat",
      reason: `S3 has no namespace of an account's own in ${each}, and without it a stranger could take the bucket's name; leave heartbeat out`,
    })),
  ];
}

function aboutMembers(
  { region }: EnvironmentFile,
  { regions }: NonNullable<EnvironmentFile["members"]>,
  { stackSet }: Names,
): readonly Contradiction[] {
  const partition = partitionOf(region);
  const foreign = regions
    .map((name, index) => ({ name, path: `members.regions[${index}]` }))
    .filter(({ name }) => partitionOf(name) !== partition)
    .map(({ name, path }) => ({
      path,
      reason: `${name} is in partition ${partitionOf(name)}, ${region} in ${partition}: an organization has accounts of one`,
    }));
  return [
    ...foreign,
    ...(regions.includes(region)
      ? []
      : [{ path: "members.regions", reason: `${region} is not there: the role that reads is made with it` }]),
    ...(NAME_KINDS.stackSet.characters.test(stackSet)
      ? []
      : [
          {
            path: "names.stackSet",
            reason: `"${stackSet}", which the suffix makes it, is none: ${NAME_KINDS.stackSet.reason}`,
          },
        ]),
  ];
}
