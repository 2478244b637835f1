import * as z from "zod";
import { heartbeatSettingsSchema } from "./heartbeat-settings";
import { sweepSettingsSchema } from "./sweep-settings";

const capability = (meaning: string) =>
  z.boolean({ error: "true or false" }).default(false).describe(`${meaning} Off unless it is true.`);

/** What the stack can do beyond the original lab. What an environment leaves out is off, and nothing of it is in the template. */
export const SWITCHES = {
  alarms: capability(
    "Alarms on whatever the stack has: failures, events that are lost, late or missing (docs/operations.md). They mail the team on a topic of their own: no flood of other mail silences it.",
  ),
  watchSecurityAccount: capability(
    "Watches the SecurityOperations account like a member, in the stack's own region: its default bus sends to the bus.",
  ),
  privateBus: capability(
    "An event bus on which the functions publish what they found, for rules of your own (docs/schemas).",
  ),
  findings: capability(
    "A register of every bucket that was assessed, findings that open and close, and a message for each. Needs privateBus.",
  ),
  securityHub: capability(
    "Imports findings into Security Hub of the account, in the stack's region, where it has to be enabled (docs/security-hub.md). Needs findings.",
  ),
  chat: capability(
    "A topic for Amazon Q Developer in chat applications, to which each finding that opens, changes or closes is published as a custom notification (docs/chat.md). Needs findings.",
  ),
  remediation: capability(
    "Plans the smallest change that closes a bucket which violates an invariant, and makes it where the invariant's respond says so (docs/remediation.md). Needs findings.",
  ),
  reserveConcurrency: capability(
    "Sets some of the account's Lambda concurrency aside for each function, which is its limit too: a loop in a member account cannot take what other functions of the account need. Not in a new account, which has 10 in all.",
  ),
  sweep: z
    .union([z.boolean(), sweepSettingsSchema], {
      error: 'true, false, or settings such as { "schedule": "rate(1 day)" }',
    })
    .default(false)
    .describe(
      "Has every bucket of every account assessed on a schedule, and after changes of a whole account (docs/sweep.md). Needs findings. Off unless it is true or has settings.",
    ),
  heartbeat: z
    .union([z.boolean(), heartbeatSettingsSchema], {
      error: 'true, false, or settings such as { "schedule": "rate(1 hour)" }',
    })
    .default(false)
    .describe(
      "Makes a bucket in each region of each account that is watched, and changes it on a schedule: a change that does not arrive is a finding (docs/coverage.md). Needs sweep. Off unless it is true or has settings.",
    ),
};

export type Switch = keyof typeof SWITCHES;

export const switchKeys = Object.keys(SWITCHES) as readonly Switch[];

/** The switch that another one needs, and why. */
export const NEEDED: Readonly<Partial<Record<Switch, { readonly on: Switch; readonly because: string }>>> = {
  findings: { on: "privateBus", because: "findings follow from what is on the private bus" },
  securityHub: { on: "findings", because: "findings are what is imported" },
  chat: { on: "findings", because: "the chat is told of findings" },
  remediation: { on: "findings", because: "a finding tells what was done about it" },
  sweep: { on: "findings", because: "the register counts what is assessed" },
  heartbeat: { on: "sweep", because: "it is a sweep that finds which ones are missing" },
};

/** The switches that one needs, those that these need included. */
export function neededBy(key: Switch): readonly Switch[] {
  const needed = NEEDED[key]?.on;
  return needed === undefined ? [] : [needed, ...neededBy(needed)];
}
