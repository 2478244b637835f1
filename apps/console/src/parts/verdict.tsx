import type { Verdict as VerdictName } from "@security-auto/assessment";
import { VERDICT_IN_WORDS } from "../core/words";

const SIGN = { holds: "\u2713", violates: "\u2717", unknown: "?" } as const satisfies Readonly<
  Record<VerdictName, string>
>;

/** A verdict by sign, word and colour. */
export function Verdict({ verdict }: { readonly verdict: VerdictName }) {
  return (
    <span class={`verdict ${verdict}`}>
      <span aria-hidden="true">{SIGN[verdict]}</span> {VERDICT_IN_WORDS[verdict]}
    </span>
  );
}
