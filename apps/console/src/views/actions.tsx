import type { Remediation } from "@security-auto/assessment";
import { many, timeInWords } from "../core/words";
import type { Source } from "../data/source";
import { Exposure } from "../parts/exposure";
import { Link } from "../parts/link";

/** Every remediation, the last one first. */
export function Actions({ source: { report } }: { readonly source: Source }) {
  return (
    <>
      <p role="status">
        {many(report.actions.length, "action")}
        {report.enforcement !== undefined && `; enforcement is ${report.enforcement}`}
      </p>
      <ActionList actions={report.actions} none="Nothing was done or planned." />
    </>
  );
}

interface ListProps {
  readonly actions: readonly Remediation[];
  readonly none: string;
}

/** Remediations, each with what became of it. */
export function ActionList({ actions, none }: ListProps) {
  if (actions.length === 0) return <p>{none}</p>;
  const sorted = [...actions].sort((one, other) => (one.at > other.at ? -1 : 1));
  return (
    <ol class="timeline">
      {sorted.map(({ id, status, bucket, account, invariant, at, before, after, steps, because }) => (
        <li key={id}>
          <Link to="action" of={[id]}>
            {bucket} of account {account}: {invariant}
          </Link>{" "}
          <span class={`status ${status}`}>{status}</span>
          <p>
            <Exposure {...before} /> becomes <Exposure {...after} />
          </p>
          <ul>
            {steps.map((step) => (
              <li key={step.call}>
                <code>{step.call}</code>: {step.because}
              </li>
            ))}
          </ul>
          {because !== undefined && <p>{because}</p>}
          <p class="when">{timeInWords(at)}</p>
        </li>
      ))}
    </ol>
  );
}
