import type { Environment } from "./environment";

/**
 * What Lambda takes as a function's environment variables: 4 KB, names and values as one JSON
 * object, less what the function's construct sets on top of these.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const MOST_BYTES = 4096 - 200;

type Told = Pick<
  Environment,
  | "account"
  | "organizationId"
  | "organizationAccounts"
  | "organizationAccountsComplete"
  | "invariants"
  | "privateBus"
  | "names"
  | "functions"
>;

/**
 * What the function is told of its environment, as environment variables. Without configured
 * invariants there is no variable for them, and the function holds to its own.
 */
export function functionVariables(told: Told): Readonly<Record<string, string>> {
  const { account, organizationId, organizationAccounts, organizationAccountsComplete, invariants } = told;
  return {
    SECURITY_AUTO_ROLE: told.functions.s3.roleName,
    SECURITY_AUTO_READ_ROLE: told.names.readRole,
    ...(told.privateBus && { SECURITY_AUTO_PRIVATE_BUS: told.names.privateBus }),
    SECURITY_AUTO_ORGANIZATION: JSON.stringify({
      id: organizationId,
      accounts: [...new Set([account, ...organizationAccounts])],
      ...(organizationAccountsComplete && { accountsComplete: true }),
    }),
    ...(invariants !== undefined && { SECURITY_AUTO_INVARIANTS: JSON.stringify(invariants) }),
  };
}

/** How many bytes they take, as Lambda counts. */
export function bytesOf(variables: Readonly<Record<string, string>>): number {
  return Buffer.byteLength(JSON.stringify(variables));
}
