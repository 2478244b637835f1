import {
  LocalCloudError,
  type LocalCloud,
  parseScenario,
  readEventPipeline,
  type Trace,
} from "@security-auto/local-cloud";
import type { CommandArguments } from "../command-line/command-line";
import { amount } from "../core/numbers";
import { isObject } from "../core/is-object";
import { jsonFile } from "../input/json-file";
import type { SavedEvent } from "../input/saved-events";
import { scenarioFrom } from "../input/scenario-from";
import { type Source, withSources } from "../input/source";
import { printPlanned } from "../output/print-planned";
import { progressBar } from "../output/progress-bar";
import { Tally } from "../output/tally";
import type { Terminal } from "../output/terminal";
import { restrictPlace } from "../remediation/restrict-place";
import { assemblyIn, withLocalStack } from "../stack/local-stack";
import { remediationsIn } from "../trail/remediations-in";
import { TrailWorld } from "../trail/trail-world";
import { eventsOf, LONG_RUN, lossesInWords, refusedTrace } from "./saved-run";

/**
 * `replay -- --plan [--json] [--scenario FILE] FILE...`: sends saved events through the synthesized stack on this machine, one after the
 * other, each bucket as the events so far leave it, and prints every change that the system would have made and nothing else.
 *
 * @returns 0 when all that was matched is logged or dead-lettered, 1 when something was refused or lost
 * @throws UsageError where a file is no JSON or a value no event, or the environment has remediation off
 */
export async function replayPlan(
  { json, files, root, scenario }: CommandArguments,
  out: Terminal,
): Promise<0 | 1> {
  restrictPlace(readEventPipeline(assemblyIn(root)));
  const given = scenario === undefined ? {} : await scenarioIn(scenario);
  const world = new TrailWorld(given);
  return withSources(files, async (sources) => {
    let total = 0;
    for await (const saved of eventsOf(sources)) {
      total++;
      if ("event" in saved) world.name(saved.event);
    }
    const atFirst = parseScenario({ ...given, buckets: world.buckets }, scenario ?? "the events");
    return withLocalStack(root, { ...LONG_RUN, scenario: atFirst }, (cloud) =>
      run({ cloud, world }, sources, { json, total }, out),
    );
  });
}

/** A scenario as it is written: a list of buckets is one too. */
async function scenarioIn(file: string): Promise<object> {
  // Says what is wrong with it.
  await scenarioFrom(file);
  const value = await jsonFile(file);
  return isObject(value) ? value : { buckets: value };
}

async function run(
  { cloud, world }: { readonly cloud: LocalCloud; readonly world: TrailWorld },
  sources: readonly Source[],
  { json, total }: { readonly json: boolean; readonly total: number },
  out: Terminal,
): Promise<0 | 1> {
  const tally = new Tally();
  const bar = progressBar(total, out);
  let planned = 0;
  // The buckets have to be as each event leaves them for as long as it is under way.
  for await (const saved of eventsOf(sources)) {
    const trace = await traceOf(saved, { cloud, world }, out);
    for (const loss of lossesInWords(trace)) out.complain(`${saved.place}: ${loss}`);
    tally.add(trace);
    bar.advance();
    for (const remediation of remediationsIn(trace)) {
      if (remediation.status !== "planned" && remediation.status !== "applied") continue;
      planned++;
      const { id, name } = trace.event;
      if (json) await out.print(JSON.stringify({ event: { id, name }, remediation }));
      else await printPlanned(remediation, "event" in saved ? saved.event : undefined, out);
    }
  }
  bar.end();
  if (!json) await out.print(`${amount(planned, "change")} planned by ${amount(total, "event")}`);
  return tally.isComplete ? 0 : 1;
}

async function traceOf(
  saved: SavedEvent,
  { cloud, world }: { readonly cloud: LocalCloud; readonly world: TrailWorld },
  out: Terminal,
): Promise<Trace> {
  if ("refused" in saved) return refusedTrace(saved.refused);
  try {
    const described = world.after(saved.event);
    if (described !== undefined) cloud.describe(described);
  } catch (error) {
    if (!(error instanceof LocalCloudError)) throw error;
    out.complain(`${saved.place}: the bucket stays as it was: ${error.message}`);
  }
  return cloud.putEvent(saved.event, { explain: false });
}
