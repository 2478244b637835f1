import { anyForVariables, listOf } from "@security-auto/iam-policy";

/** `Action` or `Resource`, or with `except` the `NotAction` or `NotResource`, of a statement. Never empty. */
export interface Patterns {
  readonly except: boolean;
  readonly patterns: readonly string[];
}

/** Every action, or every resource. */
export const EVERYTHING: Patterns = { except: false, patterns: ["*"] };

interface PatternReading {
  readonly effect: "Allow" | "Deny";
  /** Whether the policy is of the version that knows policy variables; else they are text. */
  readonly variables: boolean;
  readonly lowerCase: boolean;
}

/**
 * Reads an element and its negated twin; `undefined` when it is not one of the two, or no list of texts.
 *
 * A policy variable in what an Allow gives, or in what a statement excepts, may stand for anything; in what a Deny takes
 * it stays as written, and so covers nothing.
 */
export function readPatterns(
  element: unknown,
  negated: unknown,
  { effect, variables, lowerCase }: PatternReading,
): Patterns | undefined {
  if ((element === undefined) === (negated === undefined)) return undefined;
  const except = negated !== undefined;
  const texts = readTexts(except ? negated : element);
  if (texts === undefined || texts.length === 0) return undefined;
  const open = variables && (except || effect === "Allow");
  return {
    except,
    patterns: texts.map((text) => {
      const pattern = open ? anyForVariables(text) : text;
      return lowerCase ? pattern.toLowerCase() : pattern;
    }),
  };
}

function readTexts(value: unknown): readonly string[] | undefined {
  const values = listOf(value);
  const texts = values.filter((one) => typeof one === "string");
  return texts.length === values.length ? texts : undefined;
}
