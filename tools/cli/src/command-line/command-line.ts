import { parseArgs } from "node:util";
import { type OptionName, OPTIONS } from "./options";
import { type CommandName, howToCall, usageOf } from "./usage";
import { UsageError } from "../core/usage-error";

const EVERY_OPTION = { help: { type: "boolean", short: "h" }, ...OPTIONS } as const;

export interface CommandArguments {
  /** The options that stand on the command line, for a command that takes them in some of its uses alone. */
  readonly given: readonly OptionName[];
  /** What the command is asked for is how it is called. */
  readonly help: boolean;
  /** One JSON line an event instead of text for a person. */
  readonly json: boolean;
  readonly files: readonly string[];
  /** `load`: as many events as the nightly run sends. */
  readonly long: boolean;
  /** Name of the environment that was asked for; its stack is the synthesized one. */
  readonly environment?: string;
  /** File of the accounts and buckets that are there before the first event. */
  readonly scenario?: string;
  /** File of the invariants that hold in place of the default ones. */
  readonly invariants?: string;
  /** Does what is otherwise only listed. */
  readonly apply: boolean;
  /** Prints the policy that the command's user needs, and does nothing else. */
  readonly policy: boolean;
  /** Base URL that answers in place of AWS. */
  readonly endpoint?: string;
  /** ARN of the queue that is redriven in place of the environment's own. */
  readonly queue?: string;
  /** Name of the AWS profile that the queue is accessed with. */
  readonly queueProfile?: string;
  /** Files of events that lie in the failure queue from the start. */
  readonly failed: readonly string[];
  /** Times at which the schedules fire that are due then, as ISO 8601. */
  readonly at: readonly string[];
  /** Comma-separated values, for spreadsheets. */
  readonly csv: boolean;
  /** Findings in the format of Security Hub. */
  readonly asff: boolean;
  /** Findings in the Open Cybersecurity Schema Framework. */
  readonly ocsf: boolean;
  /** Also what is closed. */
  readonly all: boolean;
  /** File that is read in place of the register. */
  readonly from?: string;
  /** File that is written. */
  readonly out?: string;
  /** The one account that is swept. */
  readonly account?: string;
  /** Who answers for a finding. */
  readonly owner?: string;
  /** Why a finding is accepted or suppressed. */
  readonly reason?: string;
  /** Until when it is. */
  readonly expires?: string;
  /** How open the bucket was when the user looked. */
  readonly exposure?: string;
  /** Name of the bucket whose remediations are listed. */
  readonly bucket?: string;
  /** How the remediations stand that are listed. */
  readonly status?: string;
  /** Name of the AWS profile of the member account that is changed. */
  readonly profile?: string;
  /** How many seconds are waited for. */
  readonly wait?: string;
  /** Although the bucket was changed since. */
  readonly force: boolean;
  /** Only what would be changed. */
  readonly plan: boolean;
  /** The workspace's folder. */
  readonly root: string;
}

/** @throws UsageError on an option or operand that the command `name` does not take, naming what to do next */
export function parseCommandLine(name: CommandName, argv: readonly string[], root: string): CommandArguments {
  const { values, positionals } = parsed(name, argv);
  const {
    help = false,
    json = false,
    long = false,
    apply = false,
    policy = false,
    failed = [],
    at = [],
    csv = false,
    asff = false,
    ocsf = false,
    all = false,
    force = false,
    plan = false,
    environment,
    scenario,
    invariants,
    endpoint,
    queue,
    "queue-profile": queueProfile,
    from,
    out,
    account,
    owner,
    reason,
    expires,
    exposure,
    bucket,
    status,
    profile,
    wait,
  } = values;
  return {
    given: (Object.keys(values) as (keyof typeof values)[]).filter((option) => option !== "help"),
    help,
    json,
    long,
    apply,
    policy,
    failed,
    at,
    csv,
    asff,
    ocsf,
    all,
    force,
    plan,
    files: positionals,
    root,
    ...(environment !== undefined && { environment }),
    ...(scenario !== undefined && { scenario }),
    ...(invariants !== undefined && { invariants }),
    ...(endpoint !== undefined && { endpoint }),
    ...(queue !== undefined && { queue }),
    ...(queueProfile !== undefined && { queueProfile }),
    ...(from !== undefined && { from }),
    ...(out !== undefined && { out }),
    ...(account !== undefined && { account }),
    ...(owner !== undefined && { owner }),
    ...(reason !== undefined && { reason }),
    ...(expires !== undefined && { expires }),
    ...(exposure !== undefined && { exposure }),
    ...(bucket !== undefined && { bucket }),
    ...(status !== undefined && { status }),
    ...(profile !== undefined && { profile }),
    ...(wait !== undefined && { wait }),
  };
}

function parsed(name: CommandName, argv: readonly string[]) {
  const { options: taken, operands } = usageOf(name);
  const options = Object.fromEntries(
    Object.entries(EVERY_OPTION).filter(([option]) => option === "help" || option in taken),
  );
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: operands !== undefined,
      options: options as typeof EVERY_OPTION,
    });
  } catch (error) {
    // Node's first sentence says what is wrong; the second is advice for another situation.
    const [wrong] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/);
    throw new UsageError(`${wrong}; ${howToCall(name)}`);
  }
}
