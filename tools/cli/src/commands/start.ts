import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type LocalCloud, readEventPipeline, type Trace } from "@security-auto/local-cloud";
import type { CommandArguments } from "../command-line/command-line";
import { scenarioFrom } from "../input/scenario-from";
import { enforcingIn, withLocalStack } from "../stack/local-stack";
import { notRunInWords } from "../output/not-run";
import { replayLine } from "../output/replay-line";
import { printEvent } from "../output/print-event";
import { Tally } from "../output/tally";
import type { Terminal } from "../output/terminal";
import { styled } from "../output/text";
import { SAMPLES } from "./samples";
import { printSwept } from "../output/print-swept";
import { sweepCounts } from "../sweep/sweep-counts";
import { type Swept, sweepAll } from "../sweep/sweep-all";
import { sweepPlace } from "../sweep/sweep-place";
import { type Chapter, dataOwner, ENFORCED, listers, STORY } from "./story";

const SWEPT = "The schedule has every bucket of every account assessed";

/** What the schedule of heartbeats calls. */
const HEARTBEAT = "s3:PutBucketPublicAccessBlock";

/** Something that happened, and the way of its event. */
interface Happening {
  readonly title: string;
  /** Absent: it was made by a write, and the trace shows it. */
  readonly event?: unknown;
  readonly trace: Trace;
}

/** A write whose event was not delivered to the central bus. */
interface LeftOut {
  readonly title: string;
  readonly leftOut: string;
}

/**
 * `start -- [--json]`: sends the sample events through the synthesized stack on this machine, one after the other, then opens and
 * closes a bucket of a member account there; in an environment that enforces, the same bucket is put right, and at last every bucket is swept. Prints
 * the way of each.
 *
 * @returns 0 when every matched event was logged and everything was delivered, 1 otherwise
 */
export async function start({ json, root }: CommandArguments, out: Terminal): Promise<0 | 1> {
  const scenario = await scenarioFrom(join(root, "tools/cli/samples/scenario.json"));
  const tally = new Tally();
  let number = 0;
  let swept: Swept | undefined;
  const tell = async (all: AsyncIterable<Happening | LeftOut>): Promise<void> => {
    for await (const happened of all) {
      const heading = `${++number}. ${happened.title}`;
      if ("leftOut" in happened) {
        if (!json) await printLeftOut(heading, happened, out);
        continue;
      }
      const { event, trace } = happened;
      tally.add(trace);
      if (json) await out.print(replayLine(trace));
      else await printEvent({ heading, event, trace }, out);
    }
  };
  const notRun = await withLocalStack(root, { scenario }, async (cloud) => {
    if (!json) await printStack(cloud, out);
    await tell(saved(cloud, root));
    await tell(written(cloud, STORY));
    return cloud.notRun;
  });
  await withLocalStack(root, { scenario, synthesized: enforcingIn(root) }, async (cloud) => {
    await tell(written(cloud, ENFORCED));
    if (!json) await printListers(cloud, out);
    await sendHeartbeats(cloud);
    swept = await sweepAll(cloud, sweepPlace(readEventPipeline(enforcingIn(root).assembly)));
    if (!json && swept !== undefined) await printSwept(`${++number}. ${SWEPT}`, swept, out);
  });
  await out.print(
    json
      ? JSON.stringify({
          summary: tally.counts,
          notRun,
          ...(swept !== undefined && { sweep: sweepCounts(swept.sweep) }),
        })
      : styled("bold", tally.summary),
  );
  return tally.isComplete && tally.counts.deadLettered === 0 ? 0 : 1;
}

/** The saved sample events. */
async function* saved(cloud: LocalCloud, root: string): AsyncGenerator<Happening> {
  for (const { title, file } of SAMPLES) {
    const event: unknown = JSON.parse(await readFile(join(root, "tools/cli/samples", file), "utf8"));
    yield { title, event, trace: await cloud.putEvent(event) };
  }
}

/** What writes to the local S3 lead to. */
async function* written(cloud: LocalCloud, story: readonly Chapter[]): AsyncGenerator<Happening | LeftOut> {
  const s3 = dataOwner(cloud);
  try {
    for (const { title, write } of story) {
      const before = cloud.traces().length;
      await write(s3);
      await cloud.settled();
      // On the account's default bus the member rule forwards it: what happens on the central bus follows from that.
      const raised = cloud.traces().slice(before);
      const forwarded = raised.flatMap(({ followUps }) => followUps);
      for (const trace of forwarded) yield { title, trace };
      if (forwarded.length === 0) yield { title, leftOut: whyNotForwarded(raised) };
    }
  } finally {
    s3.destroy();
  }
}

/** Fires the schedules of heartbeats, which are due by the time of a sweep. */
async function sendHeartbeats(cloud: LocalCloud): Promise<void> {
  for (const { arn, call } of cloud.schedules) if (call === HEARTBEAT) await cloud.fireSchedule(arn);
  await cloud.settled();
}

async function printListers(cloud: LocalCloud, out: Terminal): Promise<void> {
  await out.print(styled("bold", "   Who may list the bucket now, by real calls"));
  for (const line of await listers(cloud)) await out.print(`   ${line}`);
  await out.print();
}

function whyNotForwarded(raised: readonly Trace[]): string {
  const [failure] = raised.flatMap(({ denied, lost }) => [...denied, ...lost]);
  return (
    failure?.because ??
    "the account has no rule in that region that forwards it; the security account is watched in the stack's region only"
  );
}

async function printLeftOut(heading: string, { leftOut }: LeftOut, out: Terminal): Promise<void> {
  await out.print(styled("bold", heading));
  await out.print(["   ", styled("yellow", "left out"), `     ${leftOut}`]);
  await out.print();
}

async function printStack(cloud: LocalCloud, out: Terminal): Promise<void> {
  await out.print(styled("bold", "The synthesized stack, running on this machine with IAM enforced"));
  for (const each of cloud.notRun) await out.print(`  ${notRunInWords(each)}`);
  await out.print();
}
