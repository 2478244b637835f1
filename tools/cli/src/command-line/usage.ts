import type { OptionName } from "./options";

/** How a command is called. */
interface Usage {
  readonly what: string;
  /** What calls it, before ` -- `; absent for an npm script of the command's name. */
  readonly call?: string;
  /** What stands behind the options; absent where nothing may. */
  readonly operands?: { readonly form: string; readonly note?: string };
  /** The options it takes, and what each does there. */
  readonly options: Readonly<Partial<Record<OptionName, string>>>;
}

const ENVIRONMENT = "that environment's stack (default: example)";
const LINES = "one JSON line each, for scripts";
const ANSWER = "the function's answer as one JSON line, for scripts";
const ENDPOINT = "what answers in place of AWS";
const FILES = "FILE may be JSON, NDJSON or a list, packed with gzip or not; - is standard input";

/** Every command, and how it is called. */
export const USAGE = {
  start: {
    what: "runs the synthesized stack on this machine and prints the way of some events through it",
    options: { json: LINES, environment: ENVIRONMENT },
  },
  replay: {
    what: "sends saved events through the synthesized stack on this machine",
    operands: {
      form: "FILE...",
      note: "FILE may be EventBridge events (JSON, NDJSON, a list), CloudTrail log files or the output of aws cloudtrail lookup-events, packed with gzip or not; - is standard input",
    },
    options: {
      json: LINES,
      scenario: "the accounts, buckets and faults that are there before the first event",
      plan: "print every change that remediation would have made, and nothing else; each bucket is as the events so far leave it",
      environment: ENVIRONMENT,
    },
  },
  assess: {
    what: "judges described buckets: who can access them, and is that allowed",
    operands: { form: "FILE...", note: FILES },
    options: {
      json: LINES,
      environment:
        "judge by that environment's invariants, and take its organization for that of a bucket which names none",
    },
  },
  plan: {
    what: "plans for described buckets the smallest change after which each keeps to its invariants; writes nothing",
    operands: { form: "FILE...", note: FILES },
    options: {
      json: LINES,
      environment:
        "by that environment's invariants, and with its organization for a bucket which names none",
      invariants: "the invariants in this JSON file, in place of the default ones or the environment's",
    },
  },
  match: {
    what: 'says for each { "pattern": {...}, "event": {...} } whether EventBridge would match: match, no_match or invalid: why',
    operands: { form: "FILE...", note: FILES },
    options: {},
  },
  policies: {
    what: "prints every role the stacks make, or those of one function: trust, permissions, and what needs each action",
    operands: { form: "[FUNCTION]" },
    options: { json: LINES, environment: ENVIRONMENT },
  },
  redrive: {
    what: "lists what is in the failure queue, and with --apply delivers each event to the target it was not delivered to",
    options: {
      apply: "do it; without it nothing is changed",
      json: LINES,
      policy: "print the policy that whoever redrives needs, and do nothing else",
      environment: ENVIRONMENT,
      endpoint: ENDPOINT,
      queue:
        "take the events of this queue, such as a member account's of events that were not delivered to the bus",
      "queue-profile": "the AWS profile whose credentials take from the queue (default: those of all else)",
    },
  },
  findings: {
    what: "lists the open findings of the register, oldest first, or shows, accepts or suppresses one",
    operands: {
      form: "[show|accept|suppress ID]",
      note: "show prints everything about one; accept: it is meant to be so, and is closed until then; suppress: it stays open, and nobody is mailed until then, unless the bucket becomes more open",
    },
    options: {
      json: LINES,
      csv: "one CSV record each, for spreadsheets",
      asff: "one finding of the AWS Security Finding Format each, for Security Hub",
      ocsf: "one Compliance Finding of the Open Cybersecurity Schema Framework each",
      all: "closed ones too",
      from: "take the findings from this output of assess --json in place of the register; - is standard input",
      owner: "who answers for the finding that is accepted or suppressed",
      reason: "why it is",
      expires:
        "until when: a date such as 2026-04-01, which counts to its end in UTC, or a time; at most 400 days",
      exposure:
        "how open the bucket was when you looked (private, organization, external or public): refused where it is more open now",
      policy: "print the policy that whoever uses this command needs, and do nothing else",
      environment: ENVIRONMENT,
      endpoint: ENDPOINT,
    },
  },
  report: {
    what: "writes the register, or described buckets, as one HTML file to look at",
    options: {
      out: "the file that is written (required)",
      from: "take the buckets that this file describes, as for assess, in place of the register; - is standard input",
      policy: "print the policy that whoever uses this command needs, and do nothing else",
      environment: ENVIRONMENT,
      endpoint: ENDPOINT,
    },
  },
  actions: {
    what: "lists remediations, newest first: what was written to a bucket, or would be, or shows one",
    operands: {
      form: "[show ACTION]",
      note: "show prints everything about one: each step with its parameters, who loses access, its undo, who asked for it, what stands now",
    },
    options: {
      json: LINES,
      bucket: "those of the buckets of this name",
      status: "those that are planned, applied, failed, undone or refused",
      policy:
        "print the policy that whoever uses actions, approve, undo and enforcement needs, and do nothing else",
      environment: ENVIRONMENT,
      endpoint: ENDPOINT,
    },
  },
  approve: {
    what: "has a planned remediation applied, unless the bucket is no longer what it was planned for",
    operands: { form: "ACTION", note: "ACTION is an id that npm run actions lists" },
    options: {
      json: ANSWER,
      owner: "who answers for it",
      reason: "why it is approved",
      environment: ENVIRONMENT,
      endpoint: ENDPOINT,
    },
  },
  undo: {
    what: "has a bucket restored to what it had before a remediation, and left alone for a time",
    operands: { form: "ACTION", note: "ACTION is an id that npm run actions lists" },
    options: {
      json: ANSWER,
      owner: "who answers for the bucket until then (required)",
      reason: "why it is undone (required)",
      expires:
        "until when the bucket is left alone: a date such as 2026-04-01, which counts to its end in UTC, or a time; default: 24 hours",
      force: "also where the bucket was changed since: what was changed is lost",
      environment: ENVIRONMENT,
      endpoint: ENDPOINT,
    },
  },
  enforcement: {
    what: "switches all writing of remediations on or off, or says which it is; off takes effect before the next write",
    operands: { form: "on|off|status" },
    options: { json: ANSWER, environment: ENVIRONMENT, endpoint: ENDPOINT },
  },
  sweep: {
    what: "has every bucket of every account assessed, shows how far that is, and ends with counts that add up",
    options: {
      account: "the buckets of this account alone",
      json: "the counts as one JSON line, for scripts",
      policy: "print the policy that whoever uses this command needs, and do nothing else",
      environment: ENVIRONMENT,
      endpoint: ENDPOINT,
    },
  },
  canary: {
    what: "changes a tag of a bucket made for it in a member account, and says how many seconds until that was seen, judged and recorded",
    options: {
      profile: "AWS profile of the member account (required)",
      wait: "how many seconds to wait before giving up (default: 900)",
      json: "one JSON line with the seconds, for scripts",
      environment: ENVIRONMENT,
      endpoint: ENDPOINT,
    },
  },
  doctor: {
    what: "says whether everything of an environment is in place and listening: ok, wrong and the command that mends it, or not known and why",
    options: { json: LINES, environment: ENVIRONMENT, endpoint: ENDPOINT },
  },
  load: {
    call: "npx nx load cli",
    what: "sends a burst with duplicates and faults, sweeps, then runs the same function again and again: sums add up, changes do not wait for sweeps, memory stays flat",
    options: { long: "as many events as the nightly run sends" },
  },
  local: {
    what: "keeps the synthesized stack up on this machine until Ctrl-C, for the AWS CLI and SDKs",
    operands: { form: "[FILE...]", note: "the events of FILE are put on the bus" },
    options: {
      json: "one JSON line when it is ready (endpoints, credentials by account), then one an event, as of replay --json",
      scenario: "the accounts, buckets and faults that are there from the start",
      failed: "the events in it lie in the failure queue from the start; may be given more than once",
      at: "fire the schedules that are due then, such as 2026-03-05T02:00:00Z, after the events of FILE; may be given more than once",
      environment: ENVIRONMENT,
    },
  },
} as const satisfies Readonly<Record<string, Usage>>;

export type CommandName = keyof typeof USAGE;

const EXIT_CODES =
  "exit code 0 done, 1 the check said no, 2 bad use or input; after Ctrl-C npm ends by the signal (130), and hides it";

/** What the value of an option is called. */
const VALUES: Readonly<Partial<Record<OptionName, string>>> = {
  environment: "NAME",
  scenario: "FILE",
  invariants: "FILE",
  failed: "FILE",
  at: "TIME",
  from: "FILE",
  out: "FILE",
  account: "ID",
  owner: "NAME",
  reason: "TEXT",
  expires: "DATE",
  exposure: "LEVEL",
  bucket: "NAME",
  status: "STATUS",
  endpoint: "URL",
  queue: "ARN",
  "queue-profile": "NAME",
  profile: "NAME",
  wait: "SECONDS",
};

export function usageOf(name: CommandName): Usage {
  return USAGE[name];
}

/** What calls a command, and stands before its options. */
export function callOf(name: CommandName, npm = "npm run"): string {
  return `${usageOf(name).call ?? `${npm} ${name}`} --`;
}

/** What a message ends with where a command was called wrongly. */
export function howToCall(name: CommandName): string {
  return `${callOf(name)} --help shows how to call it`;
}

/** Help on one command, or on all. */
export function usage(name?: CommandName): string {
  if (name === undefined)
    return Object.keys(USAGE)
      .map((each) => synopsis(each as CommandName))
      .join("\n");
  const { operands, options } = usageOf(name);
  const notes = Object.entries(options).map(([option, does]) => `${written(option as OptionName)}  ${does}`);
  return [synopsis(name), ...[operands?.note ?? [], notes, EXIT_CODES].flat().map(indented)].join("\n");
}

function synopsis(name: CommandName): string {
  const { what, operands, options } = usageOf(name);
  const words = Object.keys(options).map((option) => `[${written(option as OptionName)}]`);
  const call = [
    callOf(name, "npm run --silent"),
    ...words,
    ...(operands === undefined ? [] : [operands.form]),
  ];
  return [call.join(" "), indented(what)].join("\n");
}

function written(option: OptionName): string {
  const value = VALUES[option];
  return value === undefined ? `--${option}` : `--${option} ${value}`;
}

function indented(line: string): string {
  return `  ${line}`;
}
