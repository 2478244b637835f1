import * as z from "zod";

const capability = (meaning: string) =>
  z.boolean({ error: "true or false" }).default(false).describe(`${meaning} Off unless it is true.`);

/** What the stack can do beyond the original lab. What an environment leaves out is off, and nothing of it is in the template. */
export const SWITCHES = {
  alarms: capability("An alarm on the failure queue, which mails the team."),
  watchSecurityAccount: capability(
    "Watches the SecurityOperations account like a member, in the stack's own region: its default bus sends to the bus.",
  ),
  privateBus: capability(
    "An event bus on which the functions publish what they found, for rules of your own (docs/schemas).",
  ),
  findings: capability(
    "A register of every bucket that was assessed, findings that open and close, and a message for each. Needs privateBus.",
  ),
};

export type Switch = keyof typeof SWITCHES;
