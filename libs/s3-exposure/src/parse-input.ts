import { en } from "zod/locales";
import type * as z from "zod/mini";
import type { Issue, Result } from "./result";

// zod/mini loads no locale and would answer "Invalid input" to everything. Given with each parse, English does not
// touch zod's global configuration, which other code in the same process may have set.
const english = /* @__PURE__ */ en().localeError;

const sayWhat: z.core.$ZodErrorMap = (issue) => {
  const said = english(issue);
  return typeof said === "string" ? said.replace(/^Invalid (?:input|option): /, "") : said;
};

/** Checks a value and words what is wrong with it. */
export function parseInput<T extends z.ZodMiniType>(schema: T, value: unknown): Result<z.output<T>> {
  const result = schema.safeParse(value, { error: sayWhat });
  return result.success
    ? result
    : { success: false, error: result.error.issues.flatMap((issue) => wordIssue(issue, [])) };
}

function wordIssue(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): readonly Issue[] {
  const path = [...above, ...issue.path];
  if (issue.code !== "invalid_union" || issue.errors.length === 0)
    return [{ path: path.map(String).join("."), message: issue.message }];
  // Of several forms the one that was meant is that in which the error lies deepest.
  const forms = [...issue.errors].sort((one, other) => depth(other) - depth(one));
  const [meant = []] = forms;
  if (depth(meant) > 0) return meant.flatMap((inner) => wordIssue(inner, path));
  const messages = new Set(forms.flat().map(({ message }) => message));
  return [{ path: path.map(String).join("."), message: [...messages].join(", or ") }];
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map(({ path }) => path.length));
}
