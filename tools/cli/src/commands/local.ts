import { readAnswer } from "@security-auto/assessment";
import {
  type CallTrace,
  type LocalCloud,
  readEventPipeline,
  type EventPipeline,
  type Trace,
} from "@security-auto/local-cloud";
import { parseArn } from "@security-auto/iam-policy";
import type { CommandArguments } from "../command-line/command-line";
import { checked } from "../input/checked";
import { savedEvents } from "../input/saved-events";
import { scenarioFrom } from "../input/scenario-from";
import { type Source, withSources } from "../input/source";
import { interruption } from "../core/interruption";
import { accountsOf, assemblyIn, openLocalStack } from "../stack/local-stack";
import { withLocalProfiles } from "../stack/local-profiles";
import { importInWords } from "../output/import-in-words";
import { notRunInWords } from "../output/not-run";
import type { Terminal } from "../output/terminal";
import { UsageError } from "../core/usage-error";

/**
 * `local -- [--scenario FILE] [--failed FILE]... [FILE...]`: keeps the synthesized stack up on this machine until Ctrl-C and
 * prints what the AWS CLI and SDKs need to call it. The events of FILE are put on the bus, those of `--failed` lie in the
 * failure queue from the start, as EventBridge leaves them there when it may not invoke the function.
 *
 * @returns 0 when it is asked to stop
 * @throws UsageError where a file is no JSON or a value no event
 */
export async function local(args: CommandArguments, out: Terminal): Promise<0> {
  const { files, failed, scenario, root } = args;
  const named = [...failed, ...files];
  const run = async (sources: readonly Source[]): Promise<0> => {
    for (const source of sources) await checked(savedEvents(source));
    const read = scenario === undefined ? undefined : await scenarioFrom(scenario);
    const cloud = await openLocalStack(root, read === undefined ? {} : { scenario: read });
    const stop = stopSignal();
    try {
      await withLocalProfiles(read === undefined ? [] : accountsOf(read), cloud, async (profiles) => {
        const stack = readEventPipeline(assemblyIn(root));
        for (const source of sources.slice(0, failed.length)) await leaveInQueue(source, stack, cloud, out);
        await printWhatIsThere({ cloud, stack, profiles }, out);
        const note = (line: string) => void out.print(`# ${line}`);
        cloud.onTrace((trace) => {
          note(traceInWords(trace));
        });
        cloud.onCall((trace) => {
          note(callInWords(trace));
        });
        await sendUntil(stop.signal, sources.slice(failed.length), cloud, { note, out });
        await stop.stopped;
      });
    } finally {
      await cloud.close();
      stop.release();
    }
    return 0;
  };
  return named.length === 0 ? run([]) : withSources(named, run);
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
  { note, out }: { readonly note: (line: string) => void; readonly out: Terminal },
): Promise<void> {
  for (const source of sources) {
    for await (const saved of savedEvents(source)) {
      if (signal.aborted) return;
      if ("refused" in saved) out.complain(`${saved.place}: ${saved.refused}`);
      else note(traceInWords(await cloud.putEvent(saved.event)));
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

interface WhatIsThere {
  readonly cloud: LocalCloud;
  readonly stack: EventPipeline;
  /** File of the profiles of other accounts. */
  readonly profiles: string | undefined;
}

/** Lines that a shell can read as they are: what is not an assignment is a comment. */
async function printWhatIsThere({ cloud, stack, profiles }: WhatIsThere, out: Terminal): Promise<void> {
  const { accountId = "", region = "" } = parseArn(stack.functions[0] ?? "") ?? {};
  const { accessKeyId, secretAccessKey } = cloud.credentials({ accountId, userName: "operator" });
  const queue = stack.failureQueues[0]?.name ?? "";
  for (const each of cloud.notRun) await out.print(`# ${notRunInWords(each)}`);
  await out.print(`# The synthesized stack runs on this machine, with IAM enforced, until Ctrl-C.`);
  await out.print("# In another terminal, as an administrator of the security account:");
  await out.print("unset AWS_PROFILE AWS_SESSION_TOKEN");
  await out.print(`export AWS_ENDPOINT_URL=${cloud.endpoints.all}`);
  // S3 Control has the account before its host, and an address can have nothing before it.
  await out.print("export AWS_DISABLE_HOST_PREFIX_INJECTION=true");
  await out.print(`export AWS_ACCESS_KEY_ID=${accessKeyId}`);
  await out.print(`export AWS_SECRET_ACCESS_KEY=${secretAccessKey}`);
  await out.print(`export AWS_REGION=${region} AWS_DEFAULT_REGION=${region}`);
  if (profiles !== undefined) {
    await out.print("# An administrator of another account is the profile of the account's id:");
    await out.print(`export AWS_SHARED_CREDENTIALS_FILE=${quoted(profiles)}`);
  }
  await out.print(`# Then, for instance: npm run redrive (${cloud.queue(queue)?.depth ?? 0} in ${queue})`);
}

/** A word of a shell's command line. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function traceInWords({ event, followUps, ...parts }: Trace): string {
  const idle = parts.rules.some(({ matched }) => matched) ? "matched" : `matches no rule of ${parts.bus}`;
  const refused = event.errorCode === undefined ? "" : `the call was refused (${event.errorCode}), `;
  const own = `${event.name ?? event.detailType ?? "an event"}: ${refused}${partsInWords(parts, idle)}`;
  return [own, ...followUps.map(traceInWords)].join("; ");
}

function callInWords({ call, caller, ...parts }: CallTrace): string {
  return `${call} by ${caller}: ${partsInWords(parts, "answered")}`;
}

/** @param idle - what is said where nothing came of it */
function partsInWords(
  {
    invocations,
    notifications,
    imports,
    deadLetters,
    alarms,
    denied,
    lost,
  }: Omit<CallTrace, "call" | "caller" | "followUps" | "messages">,
  idle: string,
): string {
  const words = [
    ...invocations.map(
      ({ function: name, outcome, attempts, response }) =>
        `${name} ${outcome} (attempts: ${attempts})${verdictInWords(response)}`,
    ),
    ...notifications.map(({ topic, subject }) => `${topic} notified: ${subject}`),
    ...imports.map(importInWords),
    ...deadLetters.map(({ queue, reason }) => `dead letter in ${queue} (${reason})`),
    ...alarms.map(({ name, state }) => `alarm ${name}: ${state}`),
    ...denied.map(({ principal, action }) => `denied: ${action} to ${principal}`),
    ...lost.map(({ what, because }) => `lost: ${what} (${because})`),
  ];
  return words.length === 0 ? idle : words.join(", ");
}

/** `, verdict violates for bucket ledger of account 444455556666 (public)`, or nothing where the function judged nothing. */
function verdictInWords(response: unknown): string {
  const read = readAnswer(response);
  if (!read.success) return `, ${read.error}`;
  if (read.assessment === undefined) return "";
  const { verdict, bucket, accountId, exposure } = read.assessment;
  const where = bucket === null ? `account ${accountId}` : `bucket ${bucket} of account ${accountId}`;
  const { atLeast, atMost } = exposure;
  return `, verdict ${verdict} for ${where} (${atLeast === atMost ? atLeast : `${atLeast} to ${atMost}`})`;
}
