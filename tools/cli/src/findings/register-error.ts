import { UnreadableItemError } from "@security-auto/register";
import { UsageError } from "../core/usage-error";
import { awsErrorInWords, isAwsError } from "../aws/aws-error";
import type { RegisterPlace } from "./register-place";

const HELP: Readonly<Record<string, string>> = {
  ResourceNotFoundException:
    "there is no such table: is the environment deployed in this account and region, with findings on?",
  AccessDeniedException:
    "findings --policy prints the permissions that are needed; the credentials must be of the environment's account",
};

/** What went wrong with the register, and what to do; what is no mistake of the user or of AWS is given back as it is. */
export function registerError(error: unknown, { tableName, accountId, region }: RegisterPlace): unknown {
  const table = `the table ${tableName} of account ${accountId} in ${region}`;
  if (error instanceof UnreadableItemError)
    return new UsageError(`${table}: ${error.message}: is this the version that is deployed?`, {
      cause: error,
    });
  if (!(error instanceof Error) || !isAwsError(error)) return error;
  const help = HELP[error.name];
  return new UsageError(`${table}: ${awsErrorInWords(error)}${help === undefined ? "" : `; ${help}`}`, {
    cause: error,
  });
}
