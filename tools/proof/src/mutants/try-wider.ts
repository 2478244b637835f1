import { LocalCloudError } from "@security-auto/local-cloud";
import type { Judge } from "../judge";
import { setAside } from "../policies/not-judged";
import type { Setting } from "../setting";
import { policiesOf, readStack } from "../stack/read-stack";
import {
  type TemplateEdit,
  withAny,
  withCondition,
  withoutConditionKey,
  withoutStatement,
} from "../stack/template-edit";
import type { StackCopy } from "../stack/write-variant";
import { checkThatFinds } from "./check-that-finds";
import type { WiderMutant } from "./mutant";
import type { Trial } from "./trial";

/**
 * Writes the stack with a resource, a principal or a condition that is wider, reads its policies and judges them by what the whole
 * stack asked of IAM. It need not run: who is allowed more does what it did.
 *
 * @param copy - of the stack: its templates are written anew
 * @param judge - by what the whole stack asked
 */
export function tryWider(
  mutant: WiderMutant,
  setting: Setting,
  { copy, judge }: { readonly copy: StackCopy; readonly judge: Judge },
): Trial {
  copy.write(editOf(mutant));
  try {
    const { judged } = setAside(policiesOf(readStack(setting, copy)));
    const by = checkThatFinds(mutant, judge(judged).findings);
    return by === undefined
      ? { mutant, killed: false, because: "no check finds it" }
      : { mutant, killed: true, by };
  } catch (error) {
    if (error instanceof LocalCloudError) return { mutant, killed: true, by: "deployment" };
    throw error;
  }
}

function editOf(mutant: WiderMutant): TemplateEdit {
  const { place } = mutant.held;
  switch (mutant.kind) {
    case "any resource":
      return withAny(place, "Resource");
    case "any principal":
      return withAny(place, "Principal");
    case "unconditional":
      return withoutConditionKey(place, mutant);
    case "loosened":
      return withCondition(place, mutant, mutant.to);
    case "undenied":
      return withoutStatement(place);
  }
}
