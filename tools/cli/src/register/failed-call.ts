import { UnreadableItemError } from "@security-auto/register";
import { UsageError } from "../core/usage-error";
import { awsErrorInWords, isAwsError } from "../aws/aws-error";

/** The command whose `--policy` prints what is needed, and the switch of the environment that makes what it calls. */
const SWITCHES = {
  findings: "findings",
  actions: "remediation",
  report: "findings",
  sweep: "sweep",
} as const;

export type CallingCommand = keyof typeof SWITCHES;

/**
 * What went wrong with a call, and what to do; what is no mistake of the user or of AWS is given back as it is.
 *
 * @param what - what was called, such as `the table security-auto of account 111122223333 in us-west-2`
 */
export function failedCall(error: unknown, what: string, command: CallingCommand): unknown {
  if (error instanceof UnreadableItemError)
    return new UsageError(`${what}: ${error.message}: is this the version that is deployed?`, {
      cause: error,
    });
  if (!(error instanceof Error) || !isAwsError(error)) return error;
  const help = helpFor(error.name, command);
  return new UsageError(`${what}: ${awsErrorInWords(error)}${help === undefined ? "" : `; ${help}`}`, {
    cause: error,
  });
}

function helpFor(errorName: string, command: CallingCommand): string | undefined {
  switch (errorName) {
    case "ResourceNotFoundException":
      return `there is none of that name: is the environment deployed in this account and region, with ${SWITCHES[command]} on?`;
    case "AccessDeniedException":
      return `${command} --policy prints the permissions that are needed; the credentials must be of the environment's account`;
    default:
      return undefined;
  }
}
