import type { Register } from "@security-auto/register";
import { type Listed, listed } from "./listed";

/** The open findings of the register, oldest first; with `all` the closed ones among them. */
export async function* listedOfRegister(
  register: Pick<Register, "openFindings" | "items">,
  { all, now }: { readonly all: boolean; readonly now: Date },
): AsyncGenerator<Listed> {
  if (!all) {
    for await (const item of register.openFindings()) yield listed(item, now);
    return;
  }
  const found: Listed[] = [];
  for await (const item of register.items()) if (item.item === "finding") found.push(listed(item, now));
  yield* found.sort(
    (one, other) => one.openedAt.localeCompare(other.openedAt) || one.id.localeCompare(other.id),
  );
}
