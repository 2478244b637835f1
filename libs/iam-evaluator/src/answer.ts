import type { Unsupported } from "./decision";

/**
 * Whether something applies. `unknown` stays unknown through every combination unless another
 * part alone decides, so that a guess never becomes a permission.
 */
export type Answer =
  | { readonly is: "yes" }
  | { readonly is: "no"; readonly because?: string }
  | { readonly is: "unknown"; readonly unsupported: readonly Unsupported[] };

export const YES: Answer = { is: "yes" };
export const NO: Answer = { is: "no" };

export function no(because: string): Answer {
  return { is: "no", because };
}

export function yesOrNo(holds: boolean): Answer {
  return holds ? YES : NO;
}

export function unknown(what: string, name: string): Answer {
  return { is: "unknown", unsupported: [{ what, name, where: "" }] };
}

/** Yes when all are; no as soon as one is, whatever the unknown ones may be. */
export function all(answers: readonly Answer[]): Answer {
  return answers.find(({ is }) => is === "no") ?? unknownOf(answers) ?? YES;
}

/** Yes as soon as one is; no when all are. */
export function any(answers: readonly Answer[]): Answer {
  return answers.find(({ is }) => is === "yes") ?? unknownOf(answers) ?? answers[0] ?? NO;
}

export function not(answer: Answer): Answer {
  if (answer.is === "unknown") return answer;
  return answer.is === "yes" ? NO : YES;
}

/** The same answer, its unknown parts placed under `path`. */
export function within(path: string, answer: Answer): Answer {
  if (answer.is !== "unknown") return answer;
  return {
    is: "unknown",
    unsupported: answer.unsupported.map((each) => ({
      ...each,
      where: each.where === "" ? path : `${path}.${each.where}`,
    })),
  };
}

function unknownOf(answers: readonly Answer[]): Answer | undefined {
  if (!answers.some(({ is }) => is === "unknown")) return undefined;
  const unsupported = answers.flatMap((answer) => (answer.is === "unknown" ? answer.unsupported : []));
  return { is: "unknown", unsupported };
}
