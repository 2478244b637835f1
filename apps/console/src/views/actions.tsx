import type { Remediation } from "@security-auto/assessment";
import type { Route } from "../core/route";
import { many, timeInWords } from "../core/words";
import type { Source } from "../data/source";
import { Exposure } from "../parts/exposure";
import { Link } from "../parts/link";

interface Props {
  readonly route: Route;
  readonly source: Source;
}

/** Remediations, the last one first: all, or those that the address names by how they stand. */
export function Actions({ route, source: { report } }: Props) {
  const { status = "" } = route.query;
  const found = report.actions.filter((action) => status === "" || action.status === status);
  return (
    <>
      <p role="status">
        {many(found.length, "action")}
        {status !== "" && ` that are ${status}`}
        {report.enforcement !== undefined && `; enforcement is ${report.enforcement}`}
      </p>
      {status !== "" && (
        <p>
          <Link to="actions">Show all actions</Link>
        </p>
      )}
      <ActionList actions={found} none="Nothing was done or planned." />
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
