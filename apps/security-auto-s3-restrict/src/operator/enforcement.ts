import type { Asked } from "../interpreter";
import type { Attempt } from "../ports";
import type { Answer } from "./answer";

/** Switches whether remediation may write; says who switched it last. */
export async function enforcement(
  { value, by }: Extract<Asked, { readonly request: "enforcement" }>,
  { register, now }: Attempt,
): Promise<Answer> {
  if (value !== undefined) {
    const at = new Date(now()).toISOString();
    await register.putControl({ item: "control", version: "1", control: "enforcement", value, at, by });
    return { enforcement: { value, at, by } };
  }
  const control = await register.control("enforcement");
  return {
    enforcement:
      control === undefined ? { value: "on" } : { value: control.value, at: control.at, by: control.by },
  };
}
