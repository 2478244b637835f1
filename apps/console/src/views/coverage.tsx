import { checksMade } from "@security-auto/assessment";
import type { Route } from "../core/route";
import { timeInWords } from "../core/words";
import type { Source } from "../data/source";

const RANK = { wrong: 0, unknown: 1, ok: 2 } as const;

const SIGN = { ok: "\u2713", wrong: "\u2717", unknown: "?" } as const;

interface Props {
  readonly route: Route;
  readonly source: Source;
}

/** Whether changes are seen, by account and region, the worst first: all checks, or those that the address names by their result. */
export function Coverage({ route, source: { report } }: Props) {
  const asked = route.query["result"] ?? "";
  const places = report.coverage.flatMap((place) => {
    const checks = checksMade(place.checks).filter(([, { result }]) => asked === "" || result === asked);
    if (checks.length === 0) return [];
    return { ...place, checks, rank: Math.min(2, ...checks.map(([, { result }]) => RANK[result])) };
  });
  places.sort((one, other) => one.rank - other.rank || (one.account < other.account ? -1 : 1));
  if (report.coverage.length === 0) return <p>Coverage has not been checked yet: a sweep does it.</p>;
  if (places.length === 0) return <p>No check is {asked}.</p>;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Account</th>
          <th scope="col">Region</th>
          <th scope="col">Checks</th>
          <th scope="col">Checked</th>
        </tr>
      </thead>
      <tbody>
        {places.map(({ account, region, checks, checkedAt }) => (
          <tr key={`${account} ${region}`}>
            <th scope="row" class="short">
              {account}
            </th>
            <td class="short">{region}</td>
            <td>
              <ul class="plain">
                {checks.map(([check, { result, because, mend }]) => (
                  <li key={check} class={`check ${result}`}>
                    <span aria-hidden="true">{SIGN[result]}</span> {check} {result}
                    {because !== undefined && `: ${because}`}
                    {mend !== undefined && <code> {mend}</code>}
                  </li>
                ))}
              </ul>
            </td>
            <td class="short">{timeInWords(checkedAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
