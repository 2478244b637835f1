import { useMemo, useState } from "preact/hooks";
import type { Route } from "../core/route";
import { many } from "../core/words";
import type { Live } from "../data/source";
import { Link } from "../parts/link";
import { Controls } from "../way/controls";
import { WayPicture } from "../way/picture";
import { StationList } from "../way/station-list";
import { stationsOf } from "../way/stations";
import { useJourney } from "../way/use-journey";

/** What happens in the local cloud, and the way of one event of it; the last one where the address names none. */
export function Way({ route, live }: { readonly route: Route; readonly live: Live }) {
  const { happened } = live;
  const asked = Number(route.query["event"]);
  const chosen = happened.find(({ number }) => number === asked) ?? happened.at(-1);
  const stations = useMemo(() => (chosen === undefined ? [] : stationsOf(chosen.traced)), [chosen]);
  const [again, watchAgain] = useState(0);
  const at = useJourney(`${chosen?.number ?? 0} ${again}`, stations.length);
  return (
    <>
      <Controls live={live} />
      <section aria-labelledby="events">
        <h2 id="events">The last events</h2>
        <p role="status">{many(happened.length, "event")}</p>
        <ol class="plain events" reversed>
          {happened
            .slice(-10)
            .reverse()
            .map(({ number, at: when, traced }) => (
              <li key={number}>
                <Link to="way" query={{ event: String(number) }} current={number === chosen?.number}>
                  {number}. {traced.name}
                </Link>{" "}
                <span class="when">{when.slice(11, 19)} UTC</span>
              </li>
            ))}
        </ol>
      </section>
      {chosen !== undefined && (
        <section aria-labelledby="its-way">
          <h2 id="its-way">
            The way of event {chosen.number}, {chosen.traced.name}
          </h2>
          <p>
            <button
              type="button"
              onClick={() => {
                watchAgain(again + 1);
              }}
            >
              Watch it again
            </button>
          </p>
          <WayPicture
            stations={stations}
            at={at}
            label={`The way of ${chosen.traced.name}: ${many(stations.length, "station")}, which are listed below`}
          />
          <StationList stations={stations} />
        </section>
      )}
    </>
  );
}
