import { LocalCloudError } from "@security-auto/local-cloud";
import { notAllowedIn } from "../allowed/read-templates";
import type { Judge } from "../judge";
import { describeFinding } from "../policies/finding";
import { setAside } from "../policies/not-judged";
import type { Setting } from "../setting";
import { notAsAskedIn, policiesOf, readStack, type Stack } from "../stack/read-stack";
import type { Json } from "../stack/template-edit";
import { type StackCopy, templatesIn } from "../stack/write-variant";
import type { Weakening } from "./weakening";

/** What became of a weakening. */
export interface WeakeningTrial {
  readonly name: string;
  /** What was found, in one line; nothing, when no check noticed it. */
  readonly found: string | undefined;
}

/** Those that change something: not every environment has all that one could weaken. */
export function possible(weakenings: readonly Weakening[], { files }: Setting): readonly Weakening[] {
  const templates = templatesIn(files);
  return weakenings.filter(({ edit }) =>
    templates.some(([template, text]) => {
      const content = JSON.parse(text) as Json;
      edit(template, content);
      return JSON.stringify(content) !== JSON.stringify(JSON.parse(text));
    }),
  );
}

/** Writes the templates with the weakening, and looks whether a check says what is wrong with it. */
export function tryWeakening(
  { name, edit, found }: Weakening,
  setting: Setting,
  { copy, judge }: { readonly copy: StackCopy; readonly judge: Judge },
): WeakeningTrial {
  copy.write(edit);
  const lines = orWhyUnreadable(() => {
    const stack = readStack(setting, copy);
    const checks = [
      () => notAllowedIn(setting, copy, stack),
      () => notAsAskedIn(stack),
      () => judgedIn(stack, judge),
    ];
    return checks.flatMap(orWhyUnreadable);
  });
  return { name, found: lines.find((line) => found.test(line)) };
}

function judgedIn(stack: Stack, judge: Judge): readonly string[] {
  return judge(setAside(policiesOf(stack)).judged).findings.map(describeFinding);
}

function orWhyUnreadable(check: () => readonly string[]): readonly string[] {
  try {
    return check();
  } catch (error) {
    if (error instanceof LocalCloudError) return [`cannot be read: ${error.message}`];
    throw error;
  }
}
