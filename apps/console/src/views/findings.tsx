import { COVERAGE } from "@security-auto/assessment";
import type { ReportedFinding } from "@security-auto/report";
import type { Route } from "../core/route";
import { look } from "../core/use-route";
import { ageInWords, many, timeInWords } from "../core/words";
import type { Source } from "../data/source";
import { Link } from "../parts/link";
import { Verdict } from "../parts/verdict";

const DAY = 24 * 60 * 60 * 1000;

interface Props {
  readonly route: Route;
  readonly source: Source;
}

/** The open findings, oldest first, or with the closed ones. */
export function Findings({ route, source: { report } }: Props) {
  const { state = "open", from = "", until = "" } = route.query;
  const found = report.findings
    .filter(({ finding: { transition, openedAt } }) => {
      const days = (Date.parse(report.madeAt) - Date.parse(openedAt)) / DAY;
      return (
        (state === "all" || transition !== "closed") &&
        (from === "" || days >= Number(from)) &&
        (until === "" || days < Number(until))
      );
    })
    .sort((one, other) => (one.finding.openedAt < other.finding.openedAt ? -1 : 1));
  return (
    <>
      <form class="filters">
        <label>
          Show{" "}
          <select
            value={state}
            onChange={({ currentTarget }) => {
              look(route, { state: currentTarget.value });
            }}
          >
            <option value="open">open findings</option>
            <option value="all">all findings</option>
          </select>
        </label>
        {(from !== "" || until !== "") && (
          <button
            type="button"
            onClick={() => {
              look(route, { from: "", until: "" });
            }}
          >
            Of every age
          </button>
        )}
      </form>
      <p role="status">{many(found.length, "finding")}</p>
      <FindingList findings={found} none="There is none." />
    </>
  );
}

interface ListProps {
  readonly findings: readonly ReportedFinding[];
  readonly none: string;
}

/** Findings, each with what it is about, since when, and why. */
export function FindingList({ findings, none }: ListProps) {
  if (findings.length === 0) return <p>{none}</p>;
  return (
    <ol class="timeline">
      {findings.map(({ finding, suppressedUntil }) => {
        const { id, bucket, account, region, invariant, kind, because, openedAt, closedAt, accepted } =
          finding;
        return (
          <li key={id}>
            <Link to="finding" of={[id]}>
              {bucket ?? `account ${account}, ${region}`}: {invariant ?? kind}
            </Link>{" "}
            <Stands finding={finding} />
            <p>{because}</p>
            <p class="when">
              since {timeInWords(openedAt)}
              {closedAt !== undefined &&
                `, closed ${timeInWords(closedAt)} after ${ageInWords(openedAt, closedAt)}`}
              {accepted !== undefined &&
                `, accepted until ${timeInWords(accepted.until)} by ${accepted.owner}: ${accepted.reason}`}
              {suppressedUntil !== undefined && `, nobody is mailed until ${timeInWords(suppressedUntil)}`}
            </p>
          </li>
        );
      })}
    </ol>
  );
}

/** Whether a finding stands. One about coverage is about no invariant: what happens there is not seen. */
export function Stands({ finding: { kind, verdict, closedAt, accepted } }: Pick<ReportedFinding, "finding">) {
  if (accepted !== undefined) return <span class="verdict">accepted</span>;
  if (closedAt !== undefined) return <span class="verdict">closed</span>;
  if (kind !== COVERAGE) return <Verdict verdict={verdict} />;
  return <span class="verdict violates">{"\u2717"} changes are not seen</span>;
}
