import type { Station } from "./stations";

const WIDTH = 190;
const HEIGHT = 44;
const ACROSS = 226;
const DOWN = 60;
const MARGIN = 6;

/** Letters that a station has room for. */
const LETTERS = 25;

interface Props {
  readonly stations: readonly Station[];
  /** The station where the event is; all before it are reached. */
  readonly at: number;
  readonly label: string;
}

/** The stations, and what leads from one to another; the event is where `at` says. What it shows stands as text in `StationList`. */
export function WayPicture({ stations, at, label }: Props) {
  const columns = Math.max(...stations.map(({ column }) => column)) + 1;
  const rows = Math.max(...stations.map(({ row }) => row)) + 1;
  const [width, height] = [columns * ACROSS, rows * DOWN];
  const here = stations[at];
  return (
    <div class="picture" tabIndex={0} role="region" aria-label="Picture of the way">
      <svg role="img" aria-label={label} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
        {stations.flatMap((to) =>
          to.from.map((from) => {
            const start = stations[from];
            return start === undefined ? null : (
              <path key={`${from}-${to.id}`} class={to.id <= at ? "reached" : ""} d={line(start, to)} />
            );
          }),
        )}
        {stations.map((station) => {
          const { id, kind, name, isWrong } = station;
          const { x, y } = placeOf(station);
          const state = [id <= at ? "reached" : "", isWrong ? "wrong" : "", id === at ? "here" : ""].join(
            " ",
          );
          return (
            <g key={id} class={`station ${state}`} transform={`translate(${x} ${y})`}>
              <rect width={WIDTH} height={HEIGHT} rx={kind === "function" ? 6 : kind === "event" ? 22 : 0} />
              <text x={12} y={18} class="kind">
                {isWrong ? "\u2717 " : ""}
                {kind}
              </text>
              <text x={12} y={35}>
                {name.length > LETTERS ? `${name.slice(0, LETTERS - 1)}\u2026` : name}
              </text>
            </g>
          );
        })}
        {here !== undefined && <circle class="traveller" r={8} {...centre(here)} />}
      </svg>
    </div>
  );
}

const placeOf = ({ column, row }: Station) => ({ x: MARGIN + column * ACROSS, y: MARGIN + row * DOWN });

function centre(station: Station) {
  const { x, y } = placeOf(station);
  return { cx: x + WIDTH, cy: y + HEIGHT / 2 };
}

/** To the right from side to side; back to the left from below to above. */
function line(from: Station, to: Station): string {
  const [a, b] = [placeOf(from), placeOf(to)];
  if (to.column > from.column) {
    const [x, y, tx, ty] = [a.x + WIDTH, a.y + HEIGHT / 2, b.x, b.y + HEIGHT / 2];
    const half = (x + tx) / 2;
    return `M${x} ${y}C${half} ${y} ${half} ${ty} ${tx} ${ty}`;
  }
  const [x, y, tx, ty] = [a.x + WIDTH / 2, a.y + HEIGHT, b.x + WIDTH / 2, b.y];
  return `M${x} ${y}C${x} ${ty - 12} ${tx} ${ty - 12} ${tx} ${ty}`;
}
