import { many } from "../core/words";
import type { Station } from "./stations";

/** What the picture shows, and what is known at each station, as text. */
export function StationList({ stations }: { readonly stations: readonly Station[] }) {
  return (
    <ol class="timeline stations" aria-label="Stations">
      {stations.map(({ id, kind, name, isWrong, facts, ran, from }) => (
        <li key={id}>
          <h3>
            {isWrong && <span aria-hidden="true">{"\u2717"} </span>}
            {kind} <span class={isWrong ? "problem" : ""}>{name}</span>
          </h3>
          {from.length > 0 && (
            <p class="when">
              from{" "}
              {from.map((each) => `${stations[each]?.kind ?? ""} ${stations[each]?.name ?? ""}`).join(" or ")}
            </p>
          )}
          {facts.map((fact) => (
            <p key={fact}>{fact}</p>
          ))}
          {ran !== undefined && (
            <>
              <details>
                <summary>{many(ran.apiCalls.length, "call")} that IAM decided</summary>
                <ul>
                  {ran.apiCalls.map(({ action, resource, decision }, index) => (
                    <li key={index}>
                      <strong>{decision}</strong> <code>{action}</code> on {resource}
                    </li>
                  ))}
                </ul>
              </details>
              <details>
                <summary>{many(ran.logs.length, "log line")}</summary>
                <pre tabIndex={0}>{ran.logs.join("\n")}</pre>
              </details>
            </>
          )}
        </li>
      ))}
    </ol>
  );
}
