import { type EventPipeline, type LocalCloud, readEventPipeline } from "@security-auto/local-cloud";
import { openConsole, type OpenConsole } from "../console/open-console";
import { tracedCall, tracedEvent } from "../console/traced";
import type { CommandArguments } from "../command-line/command-line";
import { checked } from "../input/checked";
import { savedEvents } from "../input/saved-events";
import { scenarioFrom } from "../input/scenario-from";
import { type Source, withSources } from "../input/source";
import { interruption } from "../core/interruption";
import { accountsOf, assemblyIn, openLocalStack } from "../stack/local-stack";
import { withLocalProfiles } from "../stack/local-profiles";
import { hasEffect, localInJson, localInWords, type LocalReport } from "../output/local-report";
import type { Terminal } from "../output/terminal";
import { UsageError } from "../core/usage-error";

/**
 * `local -- [--json] [--scenario FILE] [--failed FILE]... [--at TIME]... [FILE...]`: keeps the synthesized stack up on this machine until Ctrl-C and
 * prints what the AWS CLI and SDKs need to call it, and the address of a page that shows what happens. The events of FILE are put on the bus, those of `--failed` lie in the
 * failure queue from the start, as EventBridge leaves them there when it may not invoke the function. Schedules that are due at a TIME fire then.
 * Delays of messages pass in real time.
 *
 * @returns 0 when it is asked to stop
 * @throws UsageError where a file is no JSON, a value no event, or a time none
 */
export async function local(args: CommandArguments, out: Terminal): Promise<0> {
  const { files, failed, scenario, root, json } = args;
  const report = json ? localInJson(out) : localInWords(out);
  const named = [...failed, ...files];
  const times = args.at.map(timeOf);
  const run = async (sources: readonly Source[]): Promise<0> => {
    for (const source of sources) await checked(savedEvents(source));
    const read = scenario === undefined ? undefined : await scenarioFrom(scenario);
    const cloud = await openLocalStack(root, {
      delays: "real",
      ...(read !== undefined && { scenario: read }),
    });
    const stop = stopSignal();
    try {
      const accounts = read === undefined ? [] : accountsOf(read);
      await withLocalProfiles(json ? [] : accounts, cloud, async (profiles) => {
        const stack = readEventPipeline(assemblyIn(root));
        for (const source of sources.slice(0, failed.length)) await leaveInQueue(source, stack, cloud, out);
        const page = await openConsole({ cloud, stack, scenario: read, root });
        const told = withPage(report, page, cloud);
        try {
          await report.ready({ cloud, stack, accounts, profiles, page: page.address });
          cloud.onTrace((trace) => void told.event(trace));
          cloud.onCall((trace) => void told.call(trace));
          await sendUntil(stop.signal, sources.slice(failed.length), cloud, { report: told, out });
          for (const at of times) await fire(at, cloud, out);
          await stop.stopped;
        } finally {
          await page.close();
        }
      });
    } finally {
      await cloud.close();
      stop.release();
    }
    return 0;
  };
  return named.length === 0 ? run([]) : withSources(named, run);
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d[:.\d]*(?:Z|[+-]\d\d:\d\d)$/;

function timeOf(text: string): Date {
  const time = new Date(text);
  if (TIME.test(text) && Number.isFinite(time.getTime())) return time;
  throw new UsageError(`--at: ${text} is no time such as 2026-03-05T02:00:00Z`);
}

/** The page is told of what is printed, too. */
function withPage(report: LocalReport, { happenings }: OpenConsole, { rules }: LocalCloud): LocalReport {
  return {
    ...report,
    event: (trace) => {
      happenings.add(tracedEvent(trace, rules));
      return report.event(trace);
    },
    call: (trace) => {
      if (hasEffect(trace)) happenings.add(tracedCall(trace, rules));
      return report.call(trace);
    },
  };
}

/** Those who listen to the cloud's calls hear of what fires. */
async function fire(at: Date, cloud: LocalCloud, out: Terminal): Promise<void> {
  const fired = await cloud.fireSchedulesAt(at);
  if (fired.length > 0) return;
  const schedules = cloud.schedules.map(({ name, expression }) => `${name} ${expression}`).join(", ");
  out.complain(`--at: no schedule is due at ${at.toISOString()}; the schedules are: ${schedules || "none"}`);
}

/** Until it is aborted or released the process stays. */
function stopSignal() {
  const { signal, release } = interruption("a temporary folder with AWS profiles of this stack may be left");
  const keepUp = setInterval(() => undefined, 60_000);
  const stopped = new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => {
      resolve();
    });
  });
  return {
    signal,
    stopped,
    release: () => {
      clearInterval(keepUp);
      release();
    },
  };
}

async function sendUntil(
  signal: AbortSignal,
  sources: readonly Source[],
  cloud: LocalCloud,
  { report, out }: { readonly report: LocalReport; readonly out: Terminal },
): Promise<void> {
  for (const source of sources) {
    for await (const saved of savedEvents(source)) {
      if (signal.aborted) return;
      if ("refused" in saved) out.complain(`${saved.place}: ${saved.refused}`);
      else await report.event(await cloud.putEvent(saved.event));
    }
  }
}

/** Puts events into the failure queue as EventBridge does when it may not invoke the function. */
async function leaveInQueue(
  source: Source,
  stack: EventPipeline,
  cloud: LocalCloud,
  out: Terminal,
): Promise<void> {
  const [queue] = stack.failureQueues;
  const [target] = stack.functions;
  const rule = stack.rules.find(({ targets }) => targets.some(({ arn }) => arn === target));
  if (queue === undefined || target === undefined || rule === undefined)
    throw new UsageError(
      "--failed: the environment has no failure queue, or no rule that invokes a function",
    );
  const attributes = {
    RULE_ARN: rule.arn,
    TARGET_ARN: target,
    ERROR_CODE: "NO_PERMISSIONS",
    ERROR_MESSAGE: "put there by --failed",
    RETRY_ATTEMPTS: "0",
  };
  for await (const saved of savedEvents(source)) {
    if ("refused" in saved) out.complain(`${saved.place}: ${saved.refused}`);
    else cloud.queue(queue.name)?.send(JSON.stringify(saved.event), attributes);
  }
}
