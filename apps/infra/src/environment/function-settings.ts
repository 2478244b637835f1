import * as z from "zod";
import {
  functionEntry,
  type FunctionKey,
  type FunctionNameKey,
  functionNames,
  type FunctionNames,
  FUNCTIONS,
} from "./functions";
import { each, nameSchema } from "./name-kinds";
import { wholeNumber } from "./whole-number";

/** Days that CloudWatch Logs takes as retention. */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

function functionSchema(key: FunctionKey) {
  const { memoryMb, timeoutSeconds } = functionEntry(key);
  return z.strictObject({
    ...each(functionNames(key), nameSchema),
    architecture: z
      .enum(["x86_64", "arm64"], { error: 'either "x86_64" or "arm64"' })
      .default("arm64")
      .describe("Processor the function runs on."),
    memoryMb: wholeNumber(128, 10240)
      .default(memoryMb)
      .describe("Memory in MB; the processor's share grows with it."),
    timeoutSeconds: wholeNumber(1, 900)
      .default(timeoutSeconds)
      .describe("Seconds after which Lambda ends an invocation."),
    reservedConcurrency: wholeNumber(1, 1000)
      .exactOptional()
      .describe(
        "Invocations at once that are set aside for the function, and its limit. Default: none, and with reserveConcurrency a number for each function.",
      ),
    retryAttempts: wholeNumber(0, 2).default(2).describe("Times Lambda tries again when the function fails."),
    maxEventAgeSeconds: wholeNumber(60, 21600)
      .default(21600)
      .describe("Seconds Lambda keeps an event it could not yet hand to the function."),
    logRetentionDays: z
      .literal(RETENTION_DAYS, {
        error: `one of CloudWatch's retention periods: ${RETENTION_DAYS.join(", ")}`,
      })
      .default(365)
      .describe("Days CloudWatch keeps the function's log."),
    logLevel: z
      .enum(["TRACE", "DEBUG", "INFO"], {
        error:
          'one of "TRACE", "DEBUG", "INFO"; the event itself is logged at INFO, so nothing less is offered',
      })
      .default("INFO")
      .describe("Least important level that is logged."),
  });
}

/** What an environment may say of each function. */
export const functionsSchema = z.strictObject(
  each(FUNCTIONS, (_, key: FunctionKey) => functionSchema(key).prefault({})),
);

type Given = z.output<typeof functionsSchema>;

/** What an environment says of a function besides its names. */
export type FunctionSettings = Readonly<Omit<Given[FunctionKey], FunctionNameKey>>;

/** Each function's settings and names, complete. */
export type Functions = { readonly [Key in FunctionKey]: FunctionSettings & FunctionNames<Key> };

/** The functions an environment ends up with: names as given, or the default with the suffix. */
export function resolveFunctions(given: Given, suffix: string): Functions {
  return each(FUNCTIONS, (_, key: FunctionKey) => ({
    ...given[key],
    ...each(functionNames(key), (entry, name) => given[key][name] ?? entry.default + suffix),
  }));
}
