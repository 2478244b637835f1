import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { SQSClient } from "@aws-sdk/client-sqs";
import { type Coverage, GLOBAL_PLACE } from "@security-auto/assessment";
import { type AccountRole, serviceError } from "@security-auto/s3-reader";
import { shortened } from "@security-auto/text";
import { type CoverageSettings, expectedIn, type Home, regionsOf } from "./expected";
import { judgePlace, NOT_WATCHED } from "./judge/judge-place";
import { judgeReadRole } from "./judge/judge-read-role";
import type { PlaceFacts, Reading, Selectors } from "./reading";
import type { Reader } from "./read/aws-answer";
import { readQueue } from "./read/read-queue";
import { readRule } from "./read/read-rule";
import { readSchedule } from "./read/read-schedule";
import { readSelectors, type ReadSelectors, readTrails } from "./read/read-trails";

/** How many regions of an account are read at once: each takes some calls, and each region has its own limits. */
const REGIONS_AT_ONCE = 6;

/** For the SDK's clients, which would wait without end. */
const CALLS = {
  requestHandler: { connectionTimeout: 1000, socketTimeout: 3000 },
  maxAttempts: 3,
} as const;

export interface CheckOptions {
  readonly settings: CoverageSettings;
  readonly home: Home;
  /** The regions in which the account has buckets, as far as that is known. */
  readonly bucketRegions: readonly string[];
  /** In what role the account is read. */
  readonly role: AccountRole;
  /** When the register heard last of a change of a bucket, as ISO 8601; `undefined`: never. Asked where heartbeats are expected. */
  readonly changedAt: (accountId: string, bucket: string) => Promise<string | undefined>;
  /** In ms since 1970. */
  readonly now: () => number;
  readonly signal: AbortSignal;
}

type Places = Coverage["places"];

/**
 * Checks whether changes in an account are seen, in each region that is watched or has buckets. What cannot be read is `unknown`, with the
 * reason.
 *
 * @throws the signal's reason when it was aborted
 */
export async function checkAccount(accountId: string, options: CheckOptions): Promise<Places> {
  const { settings, home, bucketRegions, role } = options;
  const watched = regionsOf({ accountId, bucketRegions }, settings, home);
  const elsewhere = [...new Set(bucketRegions)].filter((region) => !watched.includes(region));
  const { places, facts } = await checkRegions(accountId, watched, options);
  // The security account is read in the function's own role: there is none to assume.
  const global =
    accountId === home.accountId
      ? []
      : [{ region: GLOBAL_PLACE, checks: { "read-role": judgeReadRole(role, facts) } }];
  return [...global, ...places, ...elsewhere.sort().map((region) => ({ region, checks: NOT_WATCHED }))];
}

async function checkRegions(
  accountId: string,
  regions: readonly string[],
  { settings, home, role, changedAt, now, signal }: CheckOptions,
): Promise<{ readonly places: Places; readonly facts: readonly PlaceFacts[] }> {
  const read: { readonly place: Places[number]; readonly facts: PlaceFacts }[] = [];
  const session = role.kind === "granted" ? sessionOf(role, changedAt, signal) : undefined;
  for (let from = 0; from < regions.length; from += REGIONS_AT_ONCE) {
    const group = regions.slice(from, from + REGIONS_AT_ONCE).map(async (region) => {
      const expected = expectedIn({ accountId, region }, settings, home);
      const facts =
        session === undefined
          ? allUnknown(`the role ${role.role} could not be assumed`)
          : await session.read(expected);
      return { place: { region, checks: judgePlace(expected, facts, now()) }, facts };
    });
    read.push(...(await Promise.all(group)));
  }
  return { places: read.map(({ place }) => place), facts: read.map(({ facts }) => facts) };
}

function allUnknown(because: string): PlaceFacts {
  const unknown = { kind: "unknown", because } as const;
  return {
    forwardingRule: unknown,
    tamperingRule: unknown,
    queue: unknown,
    trails: unknown,
    heartbeat: { schedule: unknown, last: unknown },
  };
}

type Expected = ReturnType<typeof expectedIn>;

/** Reads regions of one account in one role. */
function sessionOf(
  { role, credentials }: Extract<AccountRole, { kind: "granted" }>,
  changedAt: CheckOptions["changedAt"],
  signal: AbortSignal,
) {
  const readerIn = (region: string): Reader => ({ role, region, signal });
  const configurationIn = (region: string) => ({ ...CALLS, region, credentials });
  const known = new Map<string, Promise<Reading<Selectors>>>();
  const selectorsOf: ReadSelectors = ({ arn, homeRegion }) => {
    const kept =
      known.get(arn) ??
      readSelectors(arn, new CloudTrailClient(configurationIn(homeRegion)), readerIn(homeRegion));
    known.set(arn, kept);
    return kept;
  };
  return {
    read: async (expected: Expected): Promise<PlaceFacts> => {
      const { accountId, region, forwarding, tampering, queueArn, heartbeat } = expected;
      const reader = readerIn(region);
      const events = new EventBridgeClient(configurationIn(region));
      const [forwardingRule, tamperingRule, queue, trails, schedule, last] = await Promise.all([
        readRule(forwarding.name, events, reader),
        readRule(tampering.name, events, reader),
        queueArn === undefined
          ? undefined
          : readQueue(
              queueArn,
              new SQSClient({ ...configurationIn(region), useQueueUrlAsEndpoint: false }),
              reader,
            ),
        readTrails(new CloudTrailClient(configurationIn(region)), reader, selectorsOf),
        heartbeat && readSchedule(heartbeat.schedule, new SchedulerClient(configurationIn(region)), reader),
        heartbeat && lastChange(() => changedAt(accountId, heartbeat.bucket), signal),
      ]);
      const beats = schedule !== undefined && last !== undefined;
      return {
        forwardingRule,
        tamperingRule,
        queue,
        trails,
        heartbeat: beats ? { schedule, last } : undefined,
      };
    },
  };
}

/** The register is no part of the account: where it cannot be read, the other checks are made all the same. */
async function lastChange(
  changedAt: () => Promise<string | undefined>,
  signal: AbortSignal,
): Promise<Reading<number>> {
  try {
    const time = await changedAt();
    return time === undefined ? { kind: "absent" } : { kind: "read", value: Date.parse(time) };
  } catch (error) {
    signal.throwIfAborted();
    const { name, message } = serviceError(error);
    return {
      kind: "unknown",
      because: shortened(`the register could not be read: ${name}: ${message}`, 300),
    };
  }
}
