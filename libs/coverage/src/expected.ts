import { eventBusArn, partitionOf, queueArn, roleArn } from "@security-auto/iam-policy";
import {
  heartbeatBucket,
  s3AccessChangePattern,
  tamperingPattern,
  watchedNamesSchema,
} from "@security-auto/events";
import * as z from "zod/mini";

const text = z.string().check(z.minLength(1));

const ruleNamesSchema = z.strictObject({
  rule: text,
  /** Of its role, before `-` and the region. */
  role: text,
});

const heartbeatSchema = z.strictObject({
  /** Of the bucket that changes, before `-`, the account, `-`, the region and `-an`. */
  bucket: text,
  /** Of the schedule that changes it. */
  schedule: text,
  /** How often it does. */
  minutes: z.int().check(z.positive()),
});

const forwardingNamesSchema = z.strictObject({
  /** The regions in which changes are to be forwarded. Absent: wherever an account has buckets, and where the security account is. */
  regions: z.exactOptional(z.readonly(z.array(text))),
  forwarding: ruleNamesSchema,
  tampering: ruleNamesSchema,
  /** Of what could not be forwarded. Absent in the security account: its queue has other things in it, and an alarm. */
  queue: z.exactOptional(text),
  /** Absent: no account sends heartbeats. */
  heartbeat: z.exactOptional(heartbeatSchema),
});

/** What an environment expects of the accounts that are watched. */
export const coverageSettingsSchema = z.strictObject({
  /** Name of the central bus. */
  bus: text,
  /** What the rules on tampering match. */
  watched: watchedNamesSchema,
  members: forwardingNamesSchema,
  /** The same of the security account itself. */
  own: forwardingNamesSchema,
});

export type CoverageSettings = z.infer<typeof coverageSettingsSchema>;

/** A rule that has to be there. */
export interface ExpectedRule {
  readonly name: string;
  /** What it has to match, or more. */
  readonly pattern: object;
  readonly roleArn: string;
}

/** What changes a bucket again and again, so that the change arrives. */
export interface ExpectedHeartbeat {
  readonly bucket: string;
  readonly schedule: string;
  readonly minutes: number;
}

/** What is expected of a region. */
export interface ExpectedPlace {
  readonly accountId: string;
  readonly region: string;
  readonly centralBusArn: string;
  readonly forwarding: ExpectedRule;
  readonly tampering: ExpectedRule;
  readonly queueArn: string | undefined;
  readonly heartbeat: ExpectedHeartbeat | undefined;
}

/** Where the security account is. */
export interface Home {
  readonly accountId: string;
  readonly region: string;
}

/** The regions of an account in which changes have to be forwarded. */
export function regionsOf(
  { accountId, bucketRegions }: { readonly accountId: string; readonly bucketRegions: readonly string[] },
  { own, members }: CoverageSettings,
  home: Home,
): readonly string[] {
  const { regions = [home.region, ...bucketRegions] } = accountId === home.accountId ? own : members;
  return [...new Set(regions)];
}

export function expectedIn(
  place: { readonly accountId: string; readonly region: string },
  settings: CoverageSettings,
  home: Home,
): ExpectedPlace {
  const { accountId, region } = place;
  const names = accountId === home.accountId ? settings.own : settings.members;
  const partition = partitionOf(home.region);
  const patterns = { forwarding: s3AccessChangePattern, tampering: tamperingPattern(settings.watched) };
  const rule = (kind: "forwarding" | "tampering"): ExpectedRule => ({
    name: names[kind].rule,
    pattern: patterns[kind],
    roleArn: roleArn({ partition, accountId, name: `${names[kind].role}-${region}` }),
  });
  return {
    ...place,
    centralBusArn: eventBusArn({ ...home, name: settings.bus }),
    forwarding: rule("forwarding"),
    tampering: rule("tampering"),
    queueArn: names.queue === undefined ? undefined : queueArn({ region, accountId, name: names.queue }),
    heartbeat: names.heartbeat && {
      ...names.heartbeat,
      bucket: heartbeatBucket(names.heartbeat.bucket, place),
    },
  };
}
