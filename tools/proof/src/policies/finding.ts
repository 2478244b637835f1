import type { PrincipalElement } from "@security-auto/iam-policy";
import { type HeldStatement, type Holder, nameOfHolder, nameOfStatement } from "./held-statement";

/** Something that is wrong with what is granted. */
export type Finding =
  | {
      readonly kind: "used but not granted";
      readonly holder: Holder;
      readonly action: string;
      readonly resource: string;
      /** In the words of the evaluator. */
      readonly because: string;
    }
  | {
      readonly kind: "granted but never used";
      readonly holder: Holder;
      readonly held: HeldStatement;
      readonly action: string;
      readonly resource?: string | undefined;
      readonly principal?: PrincipalElement | undefined;
      /** Set when the action is used, only not on all that the resource stands for. */
      readonly because?: string;
    }
  | {
      /** A negative access test that is allowed. */
      readonly kind: "not refused";
      readonly holder: Holder;
      /** The statement that allows it; `undefined` where the holder ought to deny it. */
      readonly held: HeldStatement | undefined;
      readonly action: string;
      readonly resource: string;
      /** What is wrong with it, e.g. `for another source`. */
      readonly because: string;
    };

/** One line that names role, statement, action and resource. */
export function describeFinding(finding: Finding): string {
  const { kind, holder, action, resource, because } = finding;
  const held = kind === "used but not granted" ? undefined : finding.held;
  const where = held === undefined ? "" : `, ${nameOfStatement(held)}`;
  const on = resource === undefined ? "" : ` on ${resource}`;
  const by = kind === "granted but never used" ? byWhom(finding.principal) : "";
  const why = because === undefined ? "" : ` (${because})`;
  return `${kind}: ${nameOfHolder(holder)}${where}: ${action}${on}${by}${why}`;
}

/** E.g. ` by events.amazonaws.com`. */
function byWhom(principal: PrincipalElement | undefined): string {
  if (principal === undefined) return "";
  return ` by ${principal === "*" ? "*" : Object.values(principal).flat().join(", ")}`;
}
