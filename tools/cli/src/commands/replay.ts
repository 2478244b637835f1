import type { LocalCloud, Trace } from "@security-auto/local-cloud";
import type { CommandArguments } from "../command-line/command-line";
import { checked } from "../input/checked";
import { scenarioFrom } from "../input/scenario-from";
import { type SavedEvent, savedEvents } from "../input/saved-events";
import { type Source, withSources } from "../input/source";
import { withLocalStack } from "../stack/local-stack";
import { progressBar } from "../output/progress-bar";
import { replayLine } from "../output/replay-line";
import { ReplayReport } from "../output/replay-report";
import { Tally } from "../output/tally";
import type { Terminal } from "../output/terminal";
import { inOrder } from "./in-order";
import { replayPlan } from "./replay-plan";
import { eventsOf, LONG_RUN, lossesInWords, refusedTrace } from "./saved-run";

/** Events under way at once: enough to keep two cores busy, few enough that 256 KiB each do not matter. */
const EVENTS_UNDER_WAY = 16;

/**
 * `replay -- [--json] [--scenario FILE] [--plan] FILE...`: sends saved events through the synthesized stack on this machine, in order. Every file is
 * read to its end before the first event is sent; nothing is kept of an event once it is printed. One that AWS would not take is
 * named on standard error, with the limit, and the others go on.
 *
 * @returns 0 when all that was matched is logged or dead-lettered, 1 when something was refused or lost
 * @throws UsageError where a file is no JSON or a value no event
 */
export async function replay(args: CommandArguments, out: Terminal): Promise<0 | 1> {
  if (args.plan) return replayPlan(args, out);
  const { json, files, root, scenario } = args;
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
