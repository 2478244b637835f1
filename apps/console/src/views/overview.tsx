import { useMemo } from "preact/hooks";
import { checksMade } from "@security-auto/assessment";
import { ageInWords, counted, EXPOSURES, many, timeInWords, VERDICT_IN_WORDS, VERDICTS } from "../core/words";
import { bucketOf } from "../data/row";
import type { Source } from "../data/source";
import { Link } from "../parts/link";

const DAY = 24 * 60 * 60 * 1000;

/** Ages of open findings, in days: at least, less than. */
const AGES = [
  ["less than a day", 0, 1],
  ["1 to 7 days", 1, 7],
  ["7 to 30 days", 7, 30],
  ["30 days or more", 30, Infinity],
] as const;

/** How things stand, in numbers that lead to what they count. */
export function Overview({ source: { report } }: { readonly source: Source }) {
  const { findings, actions, coverage, sweep, madeAt } = report;
  const buckets = useMemo(() => report.buckets.map(bucketOf), [report]);
  const open = findings.filter(({ finding }) => finding.transition !== "closed");
  const results = coverage.flatMap(({ checks }) => checksMade(checks).map(([, { result }]) => result));
  const notCovered = (sweep?.notCovered.length ?? 0) + (sweep?.moreNotCovered ?? 0);
  const ageOf = (openedAt: string) => (Date.parse(madeAt) - Date.parse(openedAt)) / DAY;
  return (
    <div class="cards">
      <section aria-labelledby="by-verdict">
        <h2 id="by-verdict">{many(buckets.length, "bucket")}</h2>
        <dl>
          {VERDICTS.map((verdict) => (
            <Count
              key={verdict}
              what={VERDICT_IN_WORDS[verdict]}
              count={buckets.filter((each) => each.verdict === verdict).length}
              to="buckets"
              query={{ verdict }}
            />
          ))}
        </dl>
      </section>
      <section aria-labelledby="by-exposure">
        <h2 id="by-exposure">Who can access them</h2>
        <dl>
          {[...EXPOSURES].reverse().map((exposure) => (
            <Count
              key={exposure}
              what={`may be ${exposure}`}
              count={bucketsThatMayBe(exposure, buckets)}
              to="buckets"
              query={{ exposure }}
            />
          ))}
        </dl>
      </section>
      <section aria-labelledby="open-findings">
        <h2 id="open-findings">{many(open.length, "open finding")}</h2>
        <dl>
          {AGES.map(([what, from, until]) => (
            <Count
              key={what}
              what={what}
              count={
                open.filter(({ finding: { openedAt } }) => ageOf(openedAt) >= from && ageOf(openedAt) < until)
                  .length
              }
              to="findings"
              query={{ from: String(from), until: until === Infinity ? "" : String(until) }}
            />
          ))}
        </dl>
      </section>
      <section aria-labelledby="actions">
        <h2 id="actions">{many(actions.length, "action")}</h2>
        <dl>
          {(["applied", "planned", "failed", "refused", "undone"] as const).map((status) => (
            <Count
              key={status}
              what={status}
              count={actions.filter((action) => action.status === status).length}
              to="actions"
              query={{ status }}
            />
          ))}
        </dl>
      </section>
      <section aria-labelledby="coverage">
        <h2 id="coverage">Coverage</h2>
        <dl>
          <Count what="accounts" count={new Set(coverage.map(({ account }) => account)).size} to="coverage" />
          {(["wrong", "unknown", "ok"] as const).map((result) => (
            <Count
              key={result}
              what={`checks ${result}`}
              count={results.filter((each) => each === result).length}
              to="coverage"
              query={{ result }}
            />
          ))}
        </dl>
      </section>
      <section aria-labelledby="sweep">
        <h2 id="sweep">Last sweep</h2>
        {sweep === undefined ? (
          <p>No sweep has ended yet.</p>
        ) : (
          <p>
            It ended {timeInWords(sweep.finishedAt)} ({ageInWords(sweep.finishedAt, madeAt)} before this
            report): {many(sweep.accounts, "account")}; {counted(sweep.listed)} listed ={" "}
            {counted(sweep.assessed)} assessed + {counted(sweep.failed)} failed.{" "}
            {notCovered > 0 && `${many(notCovered, "account")} not covered.`}
          </p>
        )}
      </section>
    </div>
  );
}

function bucketsThatMayBe(
  exposure: (typeof EXPOSURES)[number],
  buckets: readonly ReturnType<typeof bucketOf>[],
): number {
  const at = EXPOSURES.indexOf(exposure);
  return buckets.filter(
    ({ atLeast, atMost }) => EXPOSURES.indexOf(atLeast) <= at && at <= EXPOSURES.indexOf(atMost),
  ).length;
}

interface Counted {
  readonly what: string;
  readonly count: number;
  readonly to: string;
  readonly query?: Readonly<Record<string, string>>;
}

function Count({ what, count, to, query = {} }: Counted) {
  return (
    <div>
      <dt>{what}</dt>
      <dd>
        <Link to={to} query={query}>
          {counted(count)} <span class="unseen">{what}</span>
        </Link>
      </dd>
    </div>
  );
}
