import type { ActionItem, Register } from "@security-auto/register";
import type { Wanted } from "./use";

/** The remediations of the register, by what they did last, newest first. */
export async function listedActions(
  register: Pick<Register, "items">,
  { bucket, status }: Wanted,
): Promise<readonly ActionItem[]> {
  const found: ActionItem[] = [];
  for await (const item of register.items()) {
    if (item.item !== "action") continue;
    const { remediation } = item;
    if (bucket !== undefined && remediation.bucket !== bucket) continue;
    if (status !== undefined && remediation.status !== status) continue;
    found.push(item);
  }
  return found.sort(
    ({ remediation: one }, { remediation: other }) =>
      Date.parse(other.at) - Date.parse(one.at) || one.id.localeCompare(other.id),
  );
}
