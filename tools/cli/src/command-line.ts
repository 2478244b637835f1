import { parseArgs } from "node:util";
import { UsageError } from "./usage-error";

export interface CommandArguments {
  /** One JSON line an event instead of text for a person. */
  readonly json: boolean;
  readonly files: readonly string[];
  /** `load`: as many events as the nightly run sends. */
  readonly long: boolean;
  /** File of the accounts and buckets that are there before the first event. */
  readonly scenario?: string;
  /** The workspace's folder. */
  readonly root: string;
}

/** @throws UsageError on an option no command knows */
export function parseCommandLine(argv: readonly string[], root: string): CommandArguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        long: { type: "boolean", default: false },
        // Read by the launcher, which synthesizes that environment's stack.
        environment: { type: "string" },
        scenario: { type: "string" },
      },
    });
    const { json, long, scenario } = values;
    return { json, long, files: positionals, root, ...(scenario !== undefined && { scenario }) };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
