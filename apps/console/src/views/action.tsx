import type { Source } from "../data/source";
import { Copy } from "../parts/copy";
import { Link } from "../parts/link";
import { ActionList } from "./actions";

/** One remediation, with the calls that were made or would be, and those that undo them. */
export function Action({ id, source: { report } }: { readonly id: string; readonly source: Source }) {
  const action = report.actions.find((each) => each.id === id);
  if (action === undefined)
    return (
      <p>
        The register has no action {id}. <Link to="actions">Go to all actions</Link>.
      </p>
    );
  const named = report.environment === undefined ? "" : ` --environment ${report.environment}`;
  const { status, steps, undo, stops, requested, finding } = action;
  return (
    <>
      <ActionList actions={[action]} none="" />
      {finding !== undefined && (
        <p>
          <Link to="finding" of={[finding]}>
            Its finding
          </Link>
        </p>
      )}
      {requested !== undefined && (
        <p>
          Asked for by {requested.by}
          {requested.reason !== undefined && `: ${requested.reason}`}
        </p>
      )}
      {stops.length > 0 && <p>Who loses access: {stops.join("; ")}</p>}
      {status === "planned" && <Copy what="approve" text={`npm run approve -- '${id}'${named}`} />}
      {(status === "applied" || status === "failed") && (
        <Copy what="undo" text={`npm run undo -- '${id}' --owner NAME --reason TEXT${named}`} />
      )}
      <h2>Calls</h2>
      <pre tabIndex={0} aria-label="Calls">
        {JSON.stringify(steps, null, 2)}
      </pre>
      <h2>What undoes them</h2>
      <pre tabIndex={0} aria-label="Calls that undo it">
        {JSON.stringify(undo, null, 2)}
      </pre>
    </>
  );
}
