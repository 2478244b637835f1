import { readEventPipeline } from "@security-auto/local-cloud";
import type { CommandArguments } from "../command-line/command-line";
import { type Check, exitCodeOf, NOT_THE_SERVICE } from "../doctor/check";
import { checkAlarms } from "../doctor/alarms";
import { checkCredentials } from "../doctor/credentials";
import { checkFailureQueues } from "../doctor/failure-queues";
import { checkRegister } from "../doctor/register";
import { checkBootstrap, checkStack } from "../doctor/stack";
import { checkStackSet } from "../doctor/stack-set";
import { checkSubscriptions } from "../doctor/subscriptions";
import { doctorClients } from "../doctor/clients";
import { readExpected } from "../doctor/expected";
import type { Terminal } from "../output/terminal";
import { styled, type Text } from "../output/text";
import { assemblyIn } from "../stack/local-stack";

const DEFAULT_ENVIRONMENT = "example";

/**
 * `doctor -- [--json] [--environment NAME] [--endpoint URL]`: is everything in place and listening? One line a check, and
 * below it the command that mends what is wrong.
 *
 * @returns 1 where something is wrong, 2 where nothing is, but not all could be told
 */
export async function doctor(args: CommandArguments, out: Terminal): Promise<0 | 1 | 2> {
  const { root, endpoint, json, environment = DEFAULT_ENVIRONMENT } = args;
  const assembly = assemblyIn(root);
  const expected = readExpected(assembly, readEventPipeline(assembly));
  const { region } = expected;
  const clients = doctorClients({ region, ...(endpoint !== undefined && { endpoint }) });
  try {
    const credentials = await checkCredentials(expected, clients);
    // What another account has, or what is not AWS, says nothing of this stack, and its advice would be carried out there.
    const isElsewhere = credentials.some(
      ({ result, because }) => result === "wrong" || because === NOT_THE_SERVICE,
    );
    const checks = isElsewhere
      ? []
      : await Promise.all([
          checkBootstrap(expected, clients),
          checkStack(expected, clients, environment),
          checkStackSet(expected, clients, environment),
          checkSubscriptions(expected, clients),
          checkFailureQueues(expected, clients, environment),
          checkAlarms(expected, clients, environment),
          checkRegister(expected, clients, { environment, now: Date.now() }),
        ]);
    const all = [...credentials, ...checks.flat()];
    for (const check of all)
      for (const line of json ? [JSON.stringify(check)] : inWords(check)) await out.print(line);
    return exitCodeOf(all);
  } finally {
    for (const client of Object.values(clients)) client.destroy();
  }
}

const WIDTH = "not known".length;

const COLOURS = { ok: "green", wrong: "red", "not known": "yellow" } as const;

function inWords({ check, result, because, mend }: Check): readonly Text[] {
  const line = [styled(COLOURS[result], result.padEnd(WIDTH)), `  ${check}: ${because}`];
  return mend === undefined ? [line] : [line, `${" ".repeat(WIDTH)}  ${mend}`];
}
