import { eventBusArn, partitionOf, queueArn, roleArn } from "@security-auto/iam-policy";
import * as z from "zod/mini";

const text = z.string().check(z.minLength(1));

const ruleNamesSchema = z.strictObject({
  rule: text,
  /** Of its role, before `-` and the region. */
  role: text,
});

const forwardingNamesSchema = z.strictObject({
  /** The regions in which changes are to be forwarded. */
  regions: z.readonly(z.array(text)),
  forwarding: ruleNamesSchema,
  tampering: ruleNamesSchema,
  /** Of what could not be forwarded. Absent in the security account: its queue has other things in it, and an alarm. */
  queue: z.exactOptional(text),
});

/** What an environment expects of the accounts that are watched. */
export const coverageSettingsSchema = z.strictObject({
  /** Name of the central bus. */
  bus: text,
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

/** What is expected of a region. */
export interface ExpectedPlace {
  readonly accountId: string;
  readonly region: string;
  readonly centralBusArn: string;
  readonly forwarding: ExpectedRule;
  readonly tampering: ExpectedRule;
  readonly queueArn: string | undefined;
}

/** Where the security account is. */
export interface Home {
  readonly accountId: string;
  readonly region: string;
}

/** The patterns of both rules. */
export interface Patterns {
  readonly forwarding: object;
  readonly tampering: object;
}

/** The regions of an account in which changes have to be forwarded. */
export const regionsOf = (
  accountId: string,
  { own, members }: CoverageSettings,
  home: Home,
): readonly string[] => (accountId === home.accountId ? own : members).regions;

export function expectedIn(
  place: { readonly accountId: string; readonly region: string },
  settings: CoverageSettings,
  patterns: Patterns,
  home: Home,
): ExpectedPlace {
  const { accountId, region } = place;
  const names = accountId === home.accountId ? settings.own : settings.members;
  const partition = partitionOf(home.region);
  const rule = (kind: keyof Patterns): ExpectedRule => ({
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
  };
}
