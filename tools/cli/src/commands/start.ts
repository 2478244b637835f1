import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { LocalCloud } from "@security-auto/local-cloud";
import type { CommandArguments } from "../command-line";
import { withLocalStack } from "../local-stack";
import { notRunInWords } from "../output/not-run";
import { replayLine } from "../output/replay-line";
import { tellEvent } from "../output/tell-event";
import { Tally } from "../output/tally";
import type { Terminal } from "../output/terminal";
import { SAMPLES } from "../samples";
import { UsageError } from "../usage-error";

/**
 * `start -- [--json]`: sends the sample events through the synthesized stack on this machine, one after the other, and tells
 * the way of each.
 *
 * @returns 0 when every matched event was logged and every target reached, 1 otherwise
 */
export async function start({ json, files, root }: CommandArguments, out: Terminal): Promise<0 | 1> {
  if (files.length > 0)
    throw new UsageError("start takes no FILE; to send your own events: npm run replay -- FILE...");
  return withLocalStack(root, {}, async (cloud) => {
    if (!json) await tellStack(cloud, out);
    const tally = new Tally();
    for (const [index, { title, file }] of SAMPLES.entries()) {
      const event: unknown = JSON.parse(await readFile(join(root, "tools/cli/samples", file), "utf8"));
      const trace = await cloud.putEvent(event);
      tally.add(trace);
      if (json) await out.print(replayLine(trace));
      else await tellEvent({ heading: `${index + 1}. ${title}`, event, trace }, out);
    }
    await out.print(
      json
        ? JSON.stringify({ summary: tally.counts, notRun: cloud.notRun })
        : out.style("bold", tally.summary),
    );
    return tally.isComplete && tally.counts.deadLettered === 0 ? 0 : 1;
  });
}

async function tellStack(cloud: LocalCloud, out: Terminal): Promise<void> {
  await out.print(out.style("bold", "The synthesized stack, running on this machine with IAM enforced"));
  for (const each of cloud.notRun) await out.print(`  ${notRunInWords(each)}`);
  await out.print();
}
