import type { Verdict as VerdictName } from "@security-auto/assessment";
import { Verdict } from "./verdict";

interface Invariant {
  readonly name: string;
  readonly verdict: VerdictName;
  readonly because: string;
}

/** Whether a bucket keeps to each invariant, and why. */
export function Invariants({ invariants }: { readonly invariants: readonly Invariant[] }) {
  return (
    <ul class="plain">
      {invariants.map(({ name, verdict, because }) => (
        <li key={name}>
          <strong>{name}</strong> <Verdict verdict={verdict} />
          <br />
          {because}
        </li>
      ))}
    </ul>
  );
}
