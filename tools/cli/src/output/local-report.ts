import type { CallTrace, EventPipeline, LocalCloud, Trace, TraceParts } from "@security-auto/local-cloud";
import { centralPlace } from "../stack/central-place";
import { callInWords, traceInWords } from "./local-words";
import { notRunInWords } from "./not-run";
import { replayLine } from "./replay-line";
import type { Terminal } from "./terminal";

/** A stack that runs on this machine, and what whoever calls it needs. */
export interface WhatIsThere {
  readonly cloud: LocalCloud;
  readonly stack: EventPipeline;
  /** The accounts that a scenario names. */
  readonly accounts: readonly string[];
  /** File of the profiles of these accounts. */
  readonly profiles: string | undefined;
  /** Address of the page that shows what happens; whoever knows it may use it. */
  readonly page: string;
}

/** How `local` says what is there and what happens. */
export interface LocalReport {
  readonly ready: (there: WhatIsThere) => Promise<void>;
  readonly event: (trace: Trace) => Promise<void>;
  readonly call: (trace: CallTrace) => Promise<void>;
}

/** For a person, and for a shell. */
export function localInWords(out: Terminal): LocalReport {
  return {
    ready: (there) => printWhatIsThere(there, out),
    event: (trace) => out.print(`# ${traceInWords(trace)}`),
    call: (trace) => out.print(`# ${callInWords(trace)}`),
  };
}

/** For scripts: a line when it is ready, then one an event. */
export function localInJson(out: Terminal): LocalReport {
  return {
    ready: (there) => {
      for (const each of there.cloud.notRun) out.complain(notRunInWords(each));
      return out.print(readyLine(there));
    },
    event: async (trace) => {
      for (const each of onCentralBus(trace)) await out.print(replayLine(each));
    },
    call: async (trace) => {
      if (hasEffect(trace)) await out.print(replayLine(eventOfCall(trace)));
    },
  };
}

/** Where everything answers, and an administrator's credentials for each account. */
function readyLine({ cloud, stack, accounts, page }: WhatIsThere): string {
  const credentials = [...new Set([centralPlace(stack).accountId, ...accounts])].map((accountId) => {
    const { accessKeyId, secretAccessKey, sessionToken } = cloud.credentials({
      accountId,
      roleName: "Administrator",
      sessionName: "operator",
    });
    return [accountId, { accessKeyId, secretAccessKey, sessionToken }] as const;
  });
  return JSON.stringify({ endpoints: cloud.endpoints, accounts: Object.fromEntries(credentials), page });
}

/** An event of an account's default bus that only was forwarded: what counts is what became of it on the central bus. */
function onCentralBus(trace: Trace): readonly Trace[] {
  const { followUps } = trace;
  return followUps.length > 0 && !hasEffect({ ...trace, followUps: [] }) ? followUps : [trace];
}

/** Whether something came of an event or a call. */
export function hasEffect(parts: TraceParts): boolean {
  const { invocations, notifications, imports, deadLetters, alarms, denied, faults, lost, followUps } = parts;
  return [invocations, notifications, imports, deadLetters, alarms, denied, faults, lost, followUps].some(
    ({ length }) => length > 0,
  );
}

/** A call that led to something, in the form of an event. */
function eventOfCall(trace: CallTrace): Trace {
  const { call, ...parts } = trace;
  return { event: { id: null, name: call, detailType: null }, bus: "", accepted: true, rules: [], ...parts };
}

/** Lines that a shell can read as they are: what is not an assignment is a comment. */
async function printWhatIsThere({ cloud, stack, profiles, page }: WhatIsThere, out: Terminal): Promise<void> {
  const { accountId, region } = centralPlace(stack);
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
  await out.print(`# A page that shows what happens, and makes it: ${page}`);
  await out.print(`# Then, for instance: npm run redrive (${cloud.queue(queue)?.depth ?? 0} in ${queue})`);
}

/** A word of a shell's command line. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
