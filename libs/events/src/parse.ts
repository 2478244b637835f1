import { en } from "zod/locales";
import type * as z from "zod/mini";

/** One thing that is wrong with an event. */
export interface EventIssue {
  /** Where, such as `detail.eventTime`; empty for the event itself. */
  readonly path: string;
  /** What, such as `expected string, received number`. */
  readonly message: string;
}

export type Parsed<T, E = readonly EventIssue[]> =
  { readonly success: true; readonly data: T } | { readonly success: false; readonly error: E };

// zod/mini loads no locale and would answer "Invalid input" to everything. Given with each parse, English does not
// touch zod's global configuration, which other code in the same process may have set.
const english = /* @__PURE__ */ en().localeError;

const sayWhat: z.core.$ZodErrorMap = (issue) => {
  const said = english(issue);
  return typeof said === "string" ? said.replace(/^Invalid (?:input|option): /, "") : said;
};

/** Checks a value and words what is wrong with it; `at` is the place of the value in the event. */
export function parse<T extends z.ZodMiniType>(
  schema: T,
  value: unknown,
  at: readonly string[] = [],
): Parsed<z.output<T>> {
  const result = schema.safeParse(value, { error: sayWhat });
  if (result.success) return result;
  return {
    success: false,
    error: result.error.issues.map(({ path, message }) => ({
      path: [...at, ...path].map(String).join("."),
      message,
    })),
  };
}
