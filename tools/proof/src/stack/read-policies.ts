import { readStackResources } from "@security-auto/local-cloud";
import { membersOf, type Setting } from "../setting";
import type { HeldPolicies } from "../policies/held-statement";
import { heldPolicies } from "./held-policies";
import type { StackFiles } from "./write-variant";

/** The policies of synthesized stacks, as the local cloud reads them. */
export function readPolicies(setting: Setting, { assembly, memberTemplate }: StackFiles): HeldPolicies {
  const resources = readStackResources({ assembly, members: membersOf(setting, memberTemplate) });
  return heldPolicies(resources, [setting.accounts.member]);
}
