import { readEventPipeline } from "@security-auto/local-cloud";
import type { Register } from "@security-auto/register";
import type { CommandArguments } from "../command-line/command-line";
import { UsageError } from "../core/usage-error";
import { actionLine } from "../output/action-line";
import { printAction } from "../output/print-action";
import { printActions } from "../output/print-actions";
import type { Terminal } from "../output/terminal";
import { withRegister } from "../register/with-register";
import { askPolicy } from "../register/register-policy";
import { listedActions } from "../remediation/listed-actions";
import { restrictPlace } from "../remediation/restrict-place";
import { useOf, type Wanted } from "../remediation/use";
import { assemblyIn } from "../stack/local-stack";

/**
 * `actions -- [--json] [--bucket NAME] [--status STATUS] [--environment NAME] [--endpoint URL] [show ACTION]`: lists the remediations of
 * the register, newest first, or shows one.
 *
 * @throws UsageError where the register cannot be read, or there is no such remediation
 */
export async function actions(args: CommandArguments, out: Terminal): Promise<0> {
  const use = useOf(args);
  const place = restrictPlace(readEventPipeline(assemblyIn(args.root)));
  const around = { ...args, place, command: "actions" } as const;
  switch (use.kind) {
    case "policy":
      for (const line of askPolicy(place).split("\n")) await out.print(line);
      return 0;
    case "show":
      return withRegister(around, (register) => show(use.id, register, args, out));
    case "list":
      return withRegister(around, (register) => list(use.wanted, register, args, out));
  }
}

async function list(
  wanted: Wanted,
  register: Register,
  { json }: CommandArguments,
  out: Terminal,
): Promise<0> {
  const all = (await listedActions(register, wanted)).map(({ remediation }) => remediation);
  if (!json) await printActions(all, out);
  else for (const remediation of all) await out.print(actionLine(remediation));
  return 0;
}

async function show(id: string, register: Register, args: CommandArguments, out: Terminal): Promise<0> {
  const action = await register.action(id);
  if (action === undefined) throw new UsageError(`there is no action ${id}: npm run actions lists them`);
  const { account, bucket, finding } = action.remediation;
  const { suppressions } = await register.partition(account, bucket);
  const suppression = suppressions.find((one) => one.finding === finding);
  const known = { ...action, ...(suppression !== undefined && { suppression }) };
  if (args.json) await out.print(JSON.stringify(known));
  else await printAction(known, { ...args, now: new Date() }, out);
  return 0;
}
