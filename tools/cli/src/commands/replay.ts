import { emptyParts, type LocalCloud, type Trace } from "@security-auto/local-cloud";
import type { CommandArguments } from "../command-line/command-line";
import { checked } from "../input/checked";
import { scenarioFrom } from "../input/scenario-from";
import { type SavedEvent, savedEvents } from "../input/saved-events";
import { type Source, withSources } from "../input/source";
import { withLocalStack } from "../stack/local-stack";
import { progressBar } from "../output/progress-bar";
import { replayLine } from "../output/replay-line";
import { ReplayReport } from "../output/replay-report";
import { fateOf, Tally } from "../output/tally";
import type { Terminal } from "../output/terminal";
import { inOrder } from "./in-order";

/** Events under way at once: enough to keep two cores busy, few enough that 256 KiB each do not matter. */
const EVENTS_UNDER_WAY = 16;

/** Nothing is kept of an event once it is printed; one function process keeps the memory of all under 300 MB. */
const LONG_RUN = { keepHistory: false, explain: false, maxConcurrency: 1 };

/**
 * `replay -- [--json] [--scenario FILE] FILE...`: sends saved events through the synthesized stack on this machine, in order. Every file is
 * read to its end before the first event is sent; nothing is kept of an event once it is printed. One that AWS would not take is
 * named on standard error, with the limit, and the others go on.
 *
 * @returns 0 when all that was matched is logged or dead-lettered, 1 when something was refused or lost
 * @throws UsageError where a file is no JSON or a value no event
 */
export async function replay(
  { json, files, root, scenario }: CommandArguments,
  out: Terminal,
): Promise<0 | 1> {
  const world = scenario === undefined ? {} : { scenario: await scenarioFrom(scenario) };
  return withSources(files, async (sources) => {
    let total = 0;
    for (const source of sources) total += await checked(savedEvents(source));
    return withLocalStack(root, { ...LONG_RUN, ...world }, (cloud) =>
      run(cloud, sources, { json, total }, out),
    );
  });
}

async function run(
  cloud: LocalCloud,
  sources: readonly Source[],
  { json, total }: { readonly json: boolean; readonly total: number },
  out: Terminal,
): Promise<0 | 1> {
  const tally = new Tally();
  const bar = progressBar(total, out);
  const report = new ReplayReport();
  const send = async (saved: SavedEvent): Promise<readonly [place: string, Trace]> => [
    saved.place,
    "refused" in saved
      ? refusedTrace(saved.refused)
      : await cloud.putEvent(saved.event, { explain: !json && report.wantsReasons }),
  ];
  for await (const [place, trace] of inOrder(eventsOf(sources), EVENTS_UNDER_WAY, send)) {
    for (const loss of lossesInWords(trace)) out.complain(`${place}: ${loss}`);
    tally.add(trace);
    bar.advance();
    const line = json ? replayLine(trace) : report.lineOf(trace);
    if (line !== undefined) await out.print(line);
  }
  bar.end();
  if (!json) {
    for (const line of report.closing(tally, cloud.notRun)) await out.print(line);
  }
  return tally.isComplete ? 0 : 1;
}

async function* eventsOf(sources: readonly Source[]) {
  for (const source of sources) yield* savedEvents(source);
}

/** The way of an event that is not sent because no event bus would take it. */
function refusedTrace(because: string): Trace {
  return {
    event: { id: null, name: null, detailType: null },
    bus: "",
    accepted: false,
    rules: [],
    ...emptyParts(),
    lost: [{ what: "event", to: "", because }],
  };
}

/** What is lost of an event and of those that it set off, and why. */
function lossesInWords(trace: Trace): readonly string[] {
  const { lost, followUps } = trace;
  const own = lost.map(({ what, to, because }) => {
    const where = to === "" ? "" : ` for ${to}`;
    return `${what}${where} lost: ${because}`;
  });
  const all = [...own, ...followUps.flatMap(lossesInWords)];
  // Nothing went wrong on the way: what the log group has of it does not hold the event.
  return fateOf(trace) === "lost" && all.length === 0
    ? ["event lost: no log line holds it, and no queue"]
    : all;
}
