import { findingMessage } from "@security-auto/assessment";
import { many, timeInWords } from "../core/words";
import type { Source } from "../data/source";
import { Copy } from "../parts/copy";
import { Exposure } from "../parts/exposure";
import { Link } from "../parts/link";
import { Stands } from "./findings";

/** One finding: what happened when, and what was told. */
export function Finding({ id, source: { report } }: { readonly id: string; readonly source: Source }) {
  const known = report.findings.find(({ finding }) => finding.id === id);
  if (known === undefined)
    return (
      <p>
        The register has no finding {id}. <Link to="findings">Go to all findings</Link>.
      </p>
    );
  const { finding, transitions } = known;
  const {
    bucket,
    account,
    region,
    exposure,
    because,
    openedAt,
    closedAt,
    observedAt,
    actor,
    change,
    action,
  } = finding;
  const { subject, text } = findingMessage(finding, { environment: report.environment });
  const commands = text.split("\n").filter((line) => /^ {2}(?:npm|aws) /.test(line));
  return (
    <>
      <h2 class="name">{finding.invariant ?? finding.kind}</h2>
      <p>
        {bucket === null ? (
          `Account ${account}, ${region}`
        ) : (
          <>
            Bucket{" "}
            <Link to="bucket" of={[account, bucket]}>
              {bucket}
            </Link>{" "}
            of account {account}, {region}
          </>
        )}
        . <Stands finding={finding} /> {exposure !== null && <Exposure {...exposure} />}
      </p>
      <p>{because}</p>
      <ol class="timeline">
        {change !== undefined && (
          <li>
            {timeInWords(change.eventTime)}: {change.call}
            {actor !== undefined && ` by ${actor.display}`}
          </li>
        )}
        <li>{timeInWords(openedAt)}: it was opened</li>
        {transitions !== undefined && transitions > 1 && (
          <li>
            {timeInWords(observedAt)}: it was {finding.transition}, the last of{" "}
            {many(transitions, "transition")}
          </li>
        )}
        {closedAt !== undefined && <li>{timeInWords(closedAt)}: it was closed</li>}
      </ol>
      {action !== undefined && (
        <p>
          <Link to="action" of={[action]}>
            What was done, or is planned
          </Link>
        </p>
      )}
      <h2>What to do</h2>
      {commands.map((command) => (
        <Copy key={command} text={command.trim()} what={command.trim().split(" ").slice(0, 4).join(" ")} />
      ))}
      <h2>What was told</h2>
      <p>
        By mail, and in chat where that is on: <strong>{subject}</strong>
      </p>
      <pre tabIndex={0} aria-label="Text of the message">
        {text}
      </pre>
    </>
  );
}
