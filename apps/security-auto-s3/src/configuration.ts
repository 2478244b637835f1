import {
  DEFAULT_INVARIANTS,
  type Invariant,
  type Organization,
  parseInvariants,
} from "@security-auto/s3-access/judging";

/** What the stack tells the function about its environment. */
export interface Configuration {
  /** Name of the function's own role, for messages about what it lacks. */
  readonly role: string;
  /** Name of the role to assume in member accounts. */
  readonly readRole: string;
  readonly organization?: Organization;
  readonly invariants: readonly Invariant[];
}

/**
 * Reads the function's environment variables, once, before the first change is judged.
 *
 * @throws Error naming the variable and what is wrong with it: every event is then logged, fails, and ends in the failure queue;
 * none is judged by rules that nobody chose
 */
export function readConfiguration(variables: Readonly<Record<string, string | undefined>>): Configuration {
  const organization = json(variables, "SECURITY_AUTO_ORGANIZATION");
  const invariants = json(variables, "SECURITY_AUTO_INVARIANTS");
  return {
    role: variables["SECURITY_AUTO_ROLE"] ?? "lambda-slaw-s3",
    readRole: variables["SECURITY_AUTO_READ_ROLE"] ?? "security-auto-s3-read",
    ...(organization !== undefined && { organization: organizationOf(organization) }),
    invariants: invariants === undefined ? DEFAULT_INVARIANTS : invariantsOf(invariants),
  };
}

function json(variables: Readonly<Record<string, string | undefined>>, name: string): unknown {
  const text = variables[name];
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`environment variable ${name} is no JSON`, { cause });
  }
}

function organizationOf(value: unknown): Organization {
  const { id, accounts } = Object(value) as Partial<Record<keyof Organization, unknown>>;
  const areAccounts =
    accounts === undefined || (Array.isArray(accounts) && accounts.every((each) => typeof each === "string"));
  if (typeof id !== "string" || !areAccounts) {
    throw new Error(
      'environment variable SECURITY_AUTO_ORGANIZATION: expected {"id": "o-...", "accounts": ["..."]}',
    );
  }
  return { id, ...(Array.isArray(accounts) && { accounts: accounts.map(String) }) };
}

function invariantsOf(value: unknown): readonly Invariant[] {
  const parsed = parseInvariants(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.map(({ path, message }) => `${path}: ${message}`).join("; ");
  throw new Error(`environment variable SECURITY_AUTO_INVARIANTS: ${issues}`);
}
