import { readEventPipeline } from "@security-auto/local-cloud";
import { openSweeps, type SweepItem } from "@security-auto/register";
import * as z from "zod/mini";
import type { CommandArguments } from "../command-line/command-line";
import { refuseIdle } from "../command-line/refuse-idle";
import { sweepInWords, sweepProgress } from "../output/sweep-in-words";
import type { Terminal } from "../output/terminal";
import { askFunction } from "../register/ask-function";
import { registerClients } from "../register/clients";
import { failedCall } from "../register/failed-call";
import { tableInWords } from "../register/function-place";
import { assemblyIn } from "../stack/local-stack";
import { followSweep } from "../sweep/follow-sweep";
import { sweepCounts } from "../sweep/sweep-counts";
import { sweepPlace } from "../sweep/sweep-place";
import { askPolicy } from "../register/register-policy";

/** What the function that sweeps answers: the id of the sweep that begins. */
const answerSchema = z.object({ sweep: z.string() });

/**
 * `sweep -- [--account ID] [--json] [--environment NAME] [--endpoint URL]`: has every bucket assessed, of one account or of all, and waits
 * until that is done.
 *
 * @returns 1 where an account was not covered, or the sweep did not end
 * @throws UsageError where the function cannot be called, finds something wrong with the request, or the register cannot be read
 */
export async function sweep(args: CommandArguments, out: Terminal): Promise<0 | 1> {
  const { root, endpoint, json, account, policy } = args;
  const stack = readEventPipeline(assemblyIn(root));
  const place = sweepPlace(stack);
  if (policy) {
    refuseIdle("sweep", { called: "--policy", options: ["policy", "json", "environment"] }, args);
    for (const line of askPolicy(place).split("\n")) await out.print(line);
    return 0;
  }
  const at = { ...(endpoint !== undefined && { endpoint }) };
  const asked = await askFunction(
    { request: "sweep", ...(account !== undefined && { account }) },
    answerSchema,
    { stack, place, command: "sweep", ...at },
  );
  if (!asked.success) {
    out.complain(asked.error);
    return 1;
  }
  const { sweep: id } = asked.answer;
  const { region, tableName } = place;
  const clients = registerClients({ region, ...at });
  const begun = performance.now();
  let ended: SweepItem | undefined;
  try {
    ended = await followSweep(id, openSweeps(clients.dynamoDb, { tableName }), (item) => {
      out.progress(sweepProgress(item, performance.now() - begun));
    });
  } catch (error) {
    throw failedCall(error, tableInWords(place), "sweep");
  } finally {
    out.progress("");
    for (const client of Object.values(clients)) client.destroy();
  }
  if (ended === undefined) {
    out.complain(
      `the sweep ${id} stands still: nothing has looked after it for ten minutes; npm run redrive shows what is in the failure queue`,
    );
    return 1;
  }
  if (json) await out.print(JSON.stringify(sweepCounts(ended)));
  else for (const line of sweepInWords(ended)) await out.print(line);
  return ended.notCovered.length > 0 ? 1 : 0;
}
