import type { CommandArguments } from "../command-line/command-line";
import { refuseIdle, type UseInWords } from "../command-line/refuse-idle";
import { UsageError } from "../core/usage-error";

/** What `findings` is asked for. */
export type Use =
  | { readonly kind: "list" | "policy" }
  | { readonly kind: "from"; readonly file: string }
  | { readonly kind: "show" | "accept" | "suppress"; readonly id: string };

const FORMS = ["json", "csv", "asff", "ocsf"] as const;
const REGISTER = ["environment", "endpoint"] as const;
const EXCEPTION = ["json", "owner", "reason", "expires", "exposure", ...REGISTER] as const;

const USES: Readonly<Record<Use["kind"], UseInWords>> = {
  list: { called: "the list of findings", options: [...FORMS, "all", ...REGISTER] },
  from: { called: "--from FILE", options: ["from", ...FORMS, "all", "environment"] },
  policy: { called: "--policy", options: ["policy", "json", "environment"] },
  show: { called: "show ID", options: ["json", ...REGISTER] },
  accept: { called: "accept ID", options: EXCEPTION },
  suppress: { called: "suppress ID", options: EXCEPTION },
};

const ACTIONS = ["show", "accept", "suppress"] as const;

/** @throws UsageError on operands there are not, or an option that would do nothing */
export function useOf(args: CommandArguments): Use {
  const use = asked(args);
  refuseIdle("findings", USES[use.kind], args);
  return use;
}

function asked({ files, policy, from }: CommandArguments): Use {
  if (files.length > 0) {
    const [named, id, ...others] = files;
    const kind = ACTIONS.find((each) => each === named);
    if (kind === undefined || id === undefined || others.length > 0)
      throw new UsageError("findings takes nothing, or one of: show ID, accept ID, suppress ID");
    return { kind, id };
  }
  if (policy) return { kind: "policy" };
  return from === undefined ? { kind: "list" } : { kind: "from", file: from };
}
