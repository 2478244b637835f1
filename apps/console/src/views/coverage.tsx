import { checksMade } from "@security-auto/assessment";
import { timeInWords } from "../core/words";
import type { Source } from "../data/source";

const RANK = { wrong: 0, unknown: 1, ok: 2 } as const;

const SIGN = { ok: "\u2713", wrong: "\u2717", unknown: "?" } as const;

/** Whether changes are seen, by account and region, the worst first. */
export function Coverage({ source: { report } }: { readonly source: Source }) {
  const places = report.coverage.map((place) => {
    const checks = checksMade(place.checks);
    return { ...place, checks, rank: Math.min(2, ...checks.map(([, { result }]) => RANK[result])) };
  });
  places.sort((one, other) => one.rank - other.rank || (one.account < other.account ? -1 : 1));
  if (places.length === 0) return <p>Coverage has not been checked yet: a sweep does it.</p>;
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
