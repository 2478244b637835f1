import { type EventPipeline, readEventPipeline } from "@security-auto/local-cloud";
import type { Register } from "@security-auto/register";
import type { CommandArguments } from "../command-line/command-line";
import { UsageError } from "../core/usage-error";
import { findingsPolicy } from "../findings/findings-policy";
import type { Listed } from "../findings/listed";
import { listedOfRegister } from "../findings/listed-of-register";
import { listingFor, type Target } from "../output/findings-listing";
import { findingsOfAssessed } from "../findings/of-assessed";
import { registerPlace } from "../findings/register-place";
import { useOf } from "../findings/use";
import { checked } from "../input/checked";
import { withSources } from "../input/source";
import { printFinding } from "../output/print-finding";
import { askedIn, exceptFinding } from "./except-finding";
import type { Terminal } from "../output/terminal";
import { withRegister } from "../register/with-register";
import { centralPlace } from "../stack/central-place";
import { assemblyIn } from "../stack/local-stack";

/**
 * `findings -- [--json|--csv|--asff|--ocsf] [--all] [--environment NAME] [--endpoint URL] [--from FILE] [show|accept|suppress ID]`: lists
 * the open findings of the register, oldest first, shows one, or asks the function to accept or suppress one.
 *
 * @returns 0; 1 where the function failed, or a finding that is accepted stays open
 * @throws UsageError where the register or the function cannot be called, or there is no such finding
 */
export async function findings(args: CommandArguments, out: Terminal): Promise<0 | 1> {
  const use = useOf(args);
  if (use.kind === "from") return listFrom(use.file, args, out);
  const stack = stackOf(args);
  const place = registerPlace(stack);
  const around = { ...args, stack, place, command: "findings" } as const;
  switch (use.kind) {
    case "policy":
      for (const line of findingsPolicy(place).split("\n")) await out.print(line);
      return 0;
    case "accept":
    case "suppress":
      return exceptFinding(askedIn(use.kind, use.id, args), around, out);
    case "show":
      return withRegister(around, (register) => show(use.id, register, args, out));
    case "list":
      return withRegister(around, (register) =>
        list(listedOfRegister(register, { all: args.all, now: new Date() }), args, {
          out,
          deployment: place,
        }),
      );
  }
}

function stackOf({ root }: CommandArguments): EventPipeline {
  return readEventPipeline(assemblyIn(root));
}

async function list(all: AsyncIterable<Listed>, args: CommandArguments, target: Target): Promise<0> {
  const { out } = target;
  const listing = listingFor(args, { what: args.all ? "finding" : "open finding", ...target });
  let count = 0;
  try {
    for await (const each of all) {
      await listing.add(each);
      count++;
    }
  } catch (error) {
    if (count > 0)
      out.complain(
        `the list is not finished: ${count} ${count === 1 ? "was" : "were"} listed before the error`,
      );
    throw error;
  }
  await listing.end();
  return 0;
}

function listFrom(file: string, args: CommandArguments, out: Terminal): Promise<0> {
  const target = { out, ...(args.environment !== undefined && { deployment: centralPlace(stackOf(args)) }) };
  return withSources<0>([file], async (sources) => {
    const now = new Date();
    for (const source of sources) await checked(findingsOfAssessed(source, now));
    for (const source of sources) await list(findingsOfAssessed(source, now), args, target);
    return 0;
  });
}

async function show(id: string, register: Register, args: CommandArguments, out: Terminal): Promise<0> {
  const item = await register.finding(id);
  if (item === undefined)
    throw new UsageError(`there is no finding ${id}: npm run findings -- --all lists those that there are`);
  const { account, bucket } = item.finding;
  const { state, suppressions } = await register.partition(account, bucket);
  const suppression = suppressions.find(({ finding }) => finding === id);
  const known = {
    ...item,
    ...(state !== undefined && { state }),
    ...(suppression !== undefined && { suppression }),
  };
  if (args.json) await out.print(JSON.stringify(known));
  else await printFinding(known, args, out);
  return 0;
}
