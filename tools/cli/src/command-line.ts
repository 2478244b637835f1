import { parseArgs } from "node:util";
import { UsageError } from "./usage-error";

export interface CommandArguments {
  /** What the command is asked for is how it is called. */
  readonly help: boolean;
  /** One JSON line an event instead of text for a person. */
  readonly json: boolean;
  readonly files: readonly string[];
  /** File of the accounts and buckets that are there before the first event. */
  readonly scenario?: string;
  /** Does what is otherwise only listed. */
  readonly apply: boolean;
  /** Prints the policy that the command's user needs, and does nothing else. */
  readonly policy: boolean;
  /** Base URL that answers in place of AWS. */
  readonly endpoint?: string;
  /** Files of events that lie in the failure queue from the start. */
  readonly failed: readonly string[];
  /** The workspace's folder. */
  readonly root: string;
}

/** @throws UsageError on an option no command knows, naming what to do next for the command `name` */
export function parseCommandLine(name: string, argv: readonly string[], root: string): CommandArguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h", default: false },
        json: { type: "boolean", default: false },
        // Read by the launcher, which synthesizes that environment's stack.
        environment: { type: "string" },
        scenario: { type: "string" },
        apply: { type: "boolean", default: false },
        policy: { type: "boolean", default: false },
        endpoint: { type: "string" },
        failed: { type: "string", multiple: true, default: [] },
      },
    });
    const { help, json, apply, policy, failed, scenario, endpoint } = values;
    return {
      help,
      json,
      apply,
      policy,
      failed,
      files: positionals,
      root,
      ...(scenario !== undefined && { scenario }),
      ...(endpoint !== undefined && { endpoint }),
    };
  } catch (error) {
    // Node's first sentence says what is wrong; the second is advice for another situation.
    const [wrong] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/);
    throw new UsageError(`${wrong}; npm run ${name} -- --help tells how to call it`);
  }
}
