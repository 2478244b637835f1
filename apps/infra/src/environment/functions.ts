import { each, type NameEntry } from "./name-kinds";
import type { Switch } from "./switches";

/** What of a function has a name. The first three every function has, the others those that EventBridge invokes. */
const FUNCTION_NAMES = {
  functionName: { kind: "function", meaning: "function; its log group is /aws/lambda/ and this name" },
  roleName: { kind: "role", meaning: "role of the function" },
  policyName: { kind: "policy", meaning: "inline policy of the function's role" },
  invokeRoleName: { kind: "role", meaning: "role EventBridge invokes the function with" },
  invokePolicyName: { kind: "policy", meaning: "inline policy of that role" },
} as const satisfies Readonly<Record<string, Omit<NameEntry, "default">>>;

export type FunctionNameKey = keyof typeof FUNCTION_NAMES;

type AlwaysNamed = "functionName" | "roleName" | "policyName";

/** The names of a function, of any. */
export type NamesOfFunction = Readonly<
  Record<AlwaysNamed, string> & Partial<Record<Exclude<FunctionNameKey, AlwaysNamed>, string>>
>;

interface FunctionEntry {
  /** Its folder in `apps`. */
  readonly app: string;
  /** The function is in the stack only where an environment has this on. Default: always. */
  readonly switch?: Switch;
  /** What it is called unless an environment says otherwise. */
  readonly names: NamesOfFunction;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** With how many invocations at once its queue is worked off. Default: it has none. */
  readonly pollsAtOnce?: number;
  /** With how many invocations at once it works off requests: what is left of its concurrency is for changes. Default: nobody asks it. */
  readonly requestsAtOnce?: number;
  /** What is reserved of the account's concurrency where an environment reserves some and names no number. Default: {@link RESERVED}. */
  readonly reserved?: number;
}

/** Enough for a function that works for milliseconds, and little of the 1,000 that an account has. */
const RESERVED = 10;

/**
 * The functions of the stack. From an entry follow the function's settings and names in an environment, what its names are compared
 * with, and where its bundle is.
 */
export const FUNCTIONS = {
  s3: {
    app: "security-auto-s3",
    names: {
      functionName: "security-auto-S3",
      roleName: "lambda-slaw-s3",
      policyName: "lambda-S3",
      invokeRoleName: "security-auto-S3-invoke",
      invokePolicyName: "invoke-security-auto-S3",
    },
    memoryMb: 256,
    timeoutSeconds: 30,
    requestsAtOnce: 20,
    // 30 more for changes.
    reserved: 50,
  },
  findings: {
    app: "security-auto-findings",
    switch: "findings",
    names: {
      functionName: "security-auto-findings",
      roleName: "security-auto-findings",
      policyName: "keep-register",
      invokeRoleName: "security-auto-findings-invoke",
      invokePolicyName: "invoke-security-auto-findings",
    },
    memoryMb: 256,
    timeoutSeconds: 30,
    // As many as judge.
    reserved: 50,
  },
  restrict: {
    app: "security-auto-s3-restrict",
    switch: "remediation",
    names: {
      functionName: "security-auto-S3-restrict",
      roleName: "security-auto-S3-restrict",
      policyName: "remediate-buckets",
    },
    memoryMb: 256,
    timeoutSeconds: 60,
    // As many buckets are written to at once.
    pollsAtOnce: 5,
  },
  sweep: {
    app: "security-auto-sweep",
    switch: "sweep",
    names: {
      functionName: "security-auto-sweep",
      roleName: "security-auto-sweep",
      policyName: "sweep-buckets",
    },
    memoryMb: 256,
    timeoutSeconds: 60,
    // The fewest that Lambda takes: what a sweep asks for waits, so that changes do not have to.
    pollsAtOnce: 2,
  },
} as const satisfies Readonly<Record<string, FunctionEntry>>;

export type FunctionKey = keyof typeof FUNCTIONS;

export const functionKeys = Object.keys(FUNCTIONS) as readonly FunctionKey[];

/** A name for each thing of a function that has one. */
export type FunctionNames<Key extends FunctionKey> = Readonly<
  Record<keyof (typeof FUNCTIONS)[Key]["names"], string>
>;

/** The entry of a function, of any. */
export function functionEntry(key: FunctionKey): FunctionEntry {
  return FUNCTIONS[key];
}

/** How much of the account's concurrency is set aside for a function, and is its limit; `undefined`: nothing, and none. */
export function reservedFor(
  key: FunctionKey,
  {
    reserveConcurrency,
    functions,
  }: {
    readonly reserveConcurrency: boolean;
    readonly functions: Readonly<Record<FunctionKey, { readonly reservedConcurrency?: number }>>;
  },
): number | undefined {
  const { reserved = RESERVED } = functionEntry(key);
  return functions[key].reservedConcurrency ?? (reserveConcurrency ? reserved : undefined);
}

/** The functions that an environment has in its stack. */
export function functionsOn(environment: Readonly<Record<Switch, boolean>>): readonly FunctionKey[] {
  return functionKeys.filter((key) => {
    const { switch: by } = functionEntry(key);
    return by === undefined || environment[by];
  });
}

/** What of a function has a name, with the rule and the default of each. */
export function functionNames(key: FunctionKey): Readonly<Record<FunctionNameKey, NameEntry>> {
  return each(functionEntry(key).names, (name, of) => ({ ...FUNCTION_NAMES[of], default: name }));
}
