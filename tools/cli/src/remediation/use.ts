import { type Remediation, remediationSchema } from "@security-auto/assessment";
import type { CommandArguments } from "../command-line/command-line";
import { refuseIdle, type UseInWords } from "../command-line/refuse-idle";
import { howToCall } from "../command-line/usage";
import { UsageError } from "../core/usage-error";

/** Which remediations are listed. */
export interface Wanted {
  readonly bucket?: string;
  readonly status?: Remediation["status"];
}

/** What `actions` is asked for. */
export type Use =
  | { readonly kind: "list"; readonly wanted: Wanted }
  | { readonly kind: "show"; readonly id: string }
  | { readonly kind: "policy" };

const REGISTER = ["environment", "endpoint"] as const;

const USES: Readonly<Record<Use["kind"], UseInWords>> = {
  list: { called: "the list of actions", options: ["json", "bucket", "status", ...REGISTER] },
  show: { called: "show ACTION", options: ["json", ...REGISTER] },
  policy: { called: "--policy", options: ["policy", "json", "environment"] },
};

/** @throws UsageError on operands there are not, a status there is not, or an option that would do nothing */
export function useOf(args: CommandArguments): Use {
  const use = asked(args);
  refuseIdle("actions", USES[use.kind], args);
  return use;
}

function asked({ files, policy, bucket, status }: CommandArguments): Use {
  if (files.length > 0) {
    const [named, id, ...others] = files;
    if (named !== "show" || id === undefined || others.length > 0)
      throw new UsageError(`actions takes nothing, or show ACTION; ${howToCall("actions")}`);
    return { kind: "show", id };
  }
  if (policy) return { kind: "policy" };
  return {
    kind: "list",
    wanted: {
      ...(bucket !== undefined && { bucket }),
      ...(status !== undefined && { status: statusIn(status) }),
    },
  };
}

function statusIn(text: string): Remediation["status"] {
  const { options } = remediationSchema.shape.status;
  const status = options.find((each) => each === text);
  if (status === undefined) throw new UsageError(`--status: expected one of ${options.join(", ")}`);
  return status;
}
