import { en } from "zod/locales";
import type * as z from "zod/mini";
import type { Result } from "./result";

// zod/mini loads no locale and would answer "Invalid input" to everything. Given with each parse, English does not
// touch zod's global configuration, which other code in the same process may have set.
const english = /* @__PURE__ */ en().localeError;

const sayWhat: z.core.$ZodErrorMap = (issue) => {
  const said = english(issue);
  return typeof said === "string" ? said.replace(/^Invalid input: /, "") : said;
};

/** Checks a value and words what is wrong with it. */
export function parseInput<T extends z.ZodMiniType>(schema: T, value: unknown): Result<z.output<T>> {
  const result = schema.safeParse(value, { error: sayWhat });
  if (result.success) return result;
  return {
    success: false,
    error: result.error.issues.map(({ path, message }) => ({ path: path.map(String).join("."), message })),
  };
}
