import { type ConfiguredJudging, configuredJudging } from "@security-auto/s3-exposure";

/** What the stack tells the function about its environment. */
export interface Configuration extends ConfiguredJudging {
  /** Name of the function's own role, for messages about what it lacks. */
  readonly role: string;
  /** Name of the role to assume in member accounts. */
  readonly readRole: string;
  /** Name of the event bus that assessments are put on. Absent: there is none. */
  readonly privateBus?: string;
}

/**
 * Reads the function's environment variables, once, before the first change is judged.
 *
 * @throws Error naming the variable and what is wrong with it: every event is then logged, fails, and ends in the failure queue;
 * none is judged by rules that nobody chose
 */
export function readConfiguration(variables: Readonly<Record<string, string | undefined>>): Configuration {
  const privateBus = variables["SECURITY_AUTO_PRIVATE_BUS"];
  return {
    ...(privateBus !== undefined && { privateBus }),
    role: variables["SECURITY_AUTO_ROLE"] ?? "lambda-slaw-s3",
    readRole: variables["SECURITY_AUTO_READ_ROLE"] ?? "security-auto-s3-read",
    ...configuredJudging(variables),
  };
}
