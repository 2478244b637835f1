import type { CommandArguments } from "../command-line/command-line";
import { burst } from "../load/burst";
import { liveChangeLoad } from "../load/live-change-load";
import { memoryOf, MOST_GROWTH } from "../load/memory";
import { registerLoad } from "../load/register-load";
import { sweepLoad } from "../load/sweep-load";
import { counted } from "../core/numbers";
import type { Terminal } from "../output/terminal";
import { styled } from "../output/text";

/** How much is sent: in every run of the checks, and at night. */
const SHORT = {
  burst: { events: 1_000, concurrency: 10 },
  recording: { assessments: 1_000, buckets: 100 },
  sweep: { accounts: 5, bucketsPerAccount: 60 },
  // A page of each account: all of them are asked for at once.
  live: { accounts: 40, bucketsPerAccount: 50 },
  invocations: 2_000,
};
const LONG = {
  burst: { events: 10_000, concurrency: 50 },
  recording: { assessments: 10_000, buckets: 1_000 },
  sweep: { accounts: 100, bucketsPerAccount: 100 },
  live: { accounts: 400, bucketsPerAccount: 50 },
  invocations: 100_000,
};

/** Processes of the function that keeps the register. */
const RECORDERS = 8;

/** Processes of each function in a sweep. */
const SWEEPERS = 8;

/**
 * `npx nx load cli -- [--long]`: a burst of events through the synthesized stack, with duplicates and faults, whose sums must add up;
 * assessments in any order, after which the register must be as the latest of each bucket has it; a sweep, whose sums must add up everywhere;
 * changes in the middle of another one, which must not wait for it; then the bundle again and again in one process, whose memory must not grow.
 *
 * @returns 0 when all is as promised, 1 otherwise
 */
export async function load({ long, root }: CommandArguments, out: Terminal): Promise<0 | 1> {
  const size = long ? LONG : SHORT;
  const begun = performance.now();
  const ledger = await burst(root, size.burst);
  const burstMs = performance.now() - begun;
  const { duplicates, fromMemory, assumptions, eventsWithFaults, instances } = ledger.facts;
  await out.print(`burst     ${ledger.tally.summary}`);
  await out.print(
    `          ${counted(duplicates)} duplicates, ${counted(fromMemory)} answered from memory; ` +
      `${counted(eventsWithFaults)} events with an injected fault; ${counted(assumptions)} AssumeRole by ${counted(instances)} instances; ${seconds(burstMs)}`,
  );
  const recordingBegun = performance.now();
  const recorded = await registerLoad(root, size.recording, RECORDERS);
  await out.print(
    `register  ${counted(recorded.assessments)} assessments of ${counted(size.recording.buckets)} buckets in any order, a tenth twice: ` +
      `${counted(recorded.items)} items, ${counted(recorded.announced)} transitions, each announced once; ${seconds(performance.now() - recordingBegun)}`,
  );
  const swept = await sweepLoad(root, size.sweep, SWEEPERS);
  const { listed, assessed, failed } = swept.counts;
  await out.print(
    `sweep     ${counted(size.sweep.accounts)} accounts, ${counted(listed)} buckets listed = ${counted(assessed)} assessed + ${counted(failed)} failed, ` +
      `each by ${swept.callsOfBucket} calls to S3, as after a change`,
  );
  await out.print(
    `          ${counted(swept.assumptions)} AssumeRole by ${counted(swept.instances)} instances; ` +
      `${(listed / (swept.ms / 1000)).toFixed(1)} buckets a second; ${seconds(swept.ms)}`,
  );
  const live = await liveChangeLoad(root, size.live);
  await out.print(
    `live      ${counted(live.changes)} changes in the middle of a sweep of ${counted(live.buckets)} buckets, while at least ${counted(live.waiting)} requests waited: ` +
      `judged, recorded and announced as without it`,
  );
  const memory = await memoryOf(root, size.invocations);
  await out.print(
    `memory    ${counted(memory.invocations)} invocations in one process: heap after GC ${megabytes(memory.first)} in the first tenth, ` +
      `${megabytes(memory.last)} in the last (${memory.growth.toFixed(3)}, at most ${MOST_GROWTH}); ${counted(memory.assumptions)} AssumeRole`,
  );
  await out.print(`          ${seconds(performance.now() - begun)} in all`);
  const problems = [
    ...ledger.problems(),
    ...recorded.problems,
    ...swept.problems,
    ...live.problems,
    ...memoryProblems(memory),
  ];
  for (const problem of problems.slice(0, 20)) await out.print(styled("red", `not so     ${problem}`));
  return problems.length === 0 ? 0 : 1;
}

function memoryProblems({
  growth,
  verdicts,
  assumptions,
}: Awaited<ReturnType<typeof memoryOf>>): readonly string[] {
  const others = Object.keys(verdicts).filter((verdict) => verdict !== "holds");
  return [
    ...(growth > MOST_GROWTH ? [`the heap grew to ${growth.toFixed(3)} of what it was`] : []),
    ...(others.length > 0 ? [`a closed bucket was judged ${others.join(", ")}`] : []),
    ...(assumptions > 19 ? [`AssumeRole ${assumptions} times for 19 accounts`] : []),
  ];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
