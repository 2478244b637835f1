import type { Organization } from "../bucket-facts";
import { DEFAULT_INVARIANTS } from "./default-invariants";
import type { Invariant } from "./invariant";
import { parseInvariants } from "./parse-invariants";

type Variables = Readonly<Record<string, string | undefined>>;

/** By what buckets are judged in an environment. */
export interface ConfiguredJudging {
  /** Absent: not told. */
  readonly organization?: Organization;
  readonly invariants: readonly Invariant[];
}

/**
 * Reads it from the environment variables that the stack gives the function: `SECURITY_AUTO_ORGANIZATION`, and
 * `SECURITY_AUTO_INVARIANTS`, without which the default ones hold.
 *
 * @throws Error naming the variable and what is wrong with it
 */
export function configuredJudging(variables: Variables): ConfiguredJudging {
  const organization = json(variables, "SECURITY_AUTO_ORGANIZATION");
  const invariants = json(variables, "SECURITY_AUTO_INVARIANTS");
  return {
    ...(organization !== undefined && { organization: organizationOf(organization) }),
    invariants: invariants === undefined ? DEFAULT_INVARIANTS : invariantsOf(invariants),
  };
}

function json(variables: Variables, name: string): unknown {
  const text = variables[name];
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`environment variable ${name} is no JSON`, { cause });
  }
}

function organizationOf(value: unknown): Organization {
  const { id, accounts, accountsComplete } = Object(value) as Partial<Record<keyof Organization, unknown>>;
  const areAccounts =
    accounts === undefined || (Array.isArray(accounts) && accounts.every((each) => typeof each === "string"));
  if (
    typeof id !== "string" ||
    !areAccounts ||
    (accountsComplete !== undefined && typeof accountsComplete !== "boolean")
  ) {
    throw new Error(
      'environment variable SECURITY_AUTO_ORGANIZATION: expected {"id": "o-...", "accounts": ["..."], "accountsComplete": true}',
    );
  }
  return {
    id,
    ...(Array.isArray(accounts) && { accounts: accounts.map(String) }),
    ...(accountsComplete !== undefined && { accountsComplete }),
  };
}

function invariantsOf(value: unknown): readonly Invariant[] {
  const parsed = parseInvariants(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.map(({ path, message }) => `${path}: ${message}`).join("; ");
  throw new Error(`environment variable SECURITY_AUTO_INVARIANTS: ${issues}`);
}
