const ENVIRONMENT = "--environment NAME  run that environment's stack (default: example)";
const JSON_LINES = "--json  one JSON line each, for scripts";
const FILES = "FILE may be JSON, NDJSON or a list, packed with gzip or not; - is standard input";

interface Usage {
  readonly synopsis: string;
  readonly what: string;
  readonly more: readonly string[];
}

/** How each command is called. */
export const USAGE: Readonly<Record<string, Usage>> = {
  start: {
    synopsis: "[--json] [--environment NAME]",
    what: "runs the synthesized stack on this machine and tells the way of some events through it",
    more: [JSON_LINES, ENVIRONMENT],
  },
  replay: {
    synopsis: "[--json] [--scenario FILE] [--environment NAME] FILE...",
    what: "sends saved events through the synthesized stack on this machine",
    more: [
      "FILE may be EventBridge events (JSON, NDJSON, a list) or CloudTrail log files, packed with gzip or not; - is standard input",
      JSON_LINES,
      "--scenario FILE  the accounts and buckets that are there before the first event",
      ENVIRONMENT,
    ],
  },
  assess: {
    synopsis: "[--json] FILE...",
    what: "judges described buckets: who can reach them, and is that allowed",
    more: [FILES, JSON_LINES],
  },
  match: {
    synopsis: "FILE...",
    what: 'says for each { "pattern": {...}, "event": {...} } whether EventBridge would match: match, no_match or invalid: why',
    more: [FILES],
  },
};

/** Help on one command, or on all. */
export function usage(name?: string): string {
  const one = name === undefined ? undefined : USAGE[name];
  if (name !== undefined && one !== undefined) return [call(name, one), ...one.more.map(indented)].join("\n");
  return Object.entries(USAGE)
    .map(([each, its]) => call(each, its))
    .join("\n");
}

function call(name: string, { synopsis, what }: Usage): string {
  return [`npm run --silent ${name} -- ${synopsis}`, indented(what)].join("\n");
}

function indented(line: string): string {
  return `  ${line}`;
}
