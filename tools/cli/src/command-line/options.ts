import type { ParseArgsConfig } from "node:util";

/** Every option of the command line. Which command takes which stands in `usage.ts`. */
export const OPTIONS = {
  json: { type: "boolean" },
  long: { type: "boolean" },
  // The launcher reads it too, and synthesizes that environment's stack.
  environment: { type: "string" },
  scenario: { type: "string" },
  invariants: { type: "string" },
  apply: { type: "boolean" },
  policy: { type: "boolean" },
  endpoint: { type: "string" },
  queue: { type: "string" },
  "queue-profile": { type: "string" },
  csv: { type: "boolean" },
  asff: { type: "boolean" },
  ocsf: { type: "boolean" },
  all: { type: "boolean" },
  from: { type: "string" },
  out: { type: "string" },
  account: { type: "string" },
  owner: { type: "string" },
  reason: { type: "string" },
  expires: { type: "string" },
  exposure: { type: "string" },
  bucket: { type: "string" },
  status: { type: "string" },
  profile: { type: "string" },
  wait: { type: "string" },
  force: { type: "boolean" },
  plan: { type: "boolean" },
  failed: { type: "string", multiple: true },
  at: { type: "string", multiple: true },
} as const satisfies NonNullable<ParseArgsConfig["options"]>;

export type OptionName = keyof typeof OPTIONS;
