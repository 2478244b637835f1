import { readEventPipeline } from "@security-auto/local-cloud";
import { openRegister, type Register } from "@security-auto/register";
import type { CommandArguments } from "../command-line/command-line";
import { UsageError } from "../core/usage-error";
import { findingsClients } from "../findings/clients";
import { failedCall } from "../findings/failed-call";
import { findingsPolicy } from "../findings/findings-policy";
import type { Listed } from "../findings/listed";
import { listedOfRegister } from "../findings/listed-of-register";
import { listingFor, type Target } from "../output/findings-listing";
import { findingsOfAssessed } from "../findings/of-assessed";
import { type RegisterPlace, registerPlace } from "../findings/register-place";
import { checked } from "../input/checked";
import { withSources } from "../input/source";
import { printFinding } from "../output/print-finding";
import { askedIn, exceptFinding } from "./except-finding";
import type { Terminal } from "../output/terminal";
import { assemblyIn } from "../stack/local-stack";

const ACTIONS = ["show", "accept", "suppress"] as const;

/**
 * `findings -- [--json|--csv] [--all] [--environment NAME] [--endpoint URL] [--from FILE] [show|accept|suppress ID]`: lists the open
 * findings of the register, oldest first, shows one, or asks the function to accept or suppress one.
 *
 * @returns 0; 1 where the function failed, or a finding that is accepted stays open
 * @throws UsageError where the register or the function cannot be called, or there is no such finding
 */
export async function findings(args: CommandArguments, out: Terminal): Promise<0 | 1> {
  const [named, id, ...others] = args.files;
  const action = ACTIONS.find((each) => each === named);
  if (named !== undefined && (action === undefined || id === undefined || others.length > 0))
    throw new UsageError("findings takes nothing, or one of: show ID, accept ID, suppress ID");
  if (args.from !== undefined) return listFrom(args.from, args, out);
  const stack = readEventPipeline(assemblyIn(args.root));
  const place = registerPlace(stack);
  if (args.policy) {
    for (const line of findingsPolicy(place).split("\n")) await out.print(line);
    return 0;
  }
  if (id !== undefined && (action === "accept" || action === "suppress"))
    return exceptFinding(askedIn(action, id, args), { ...args, stack, place }, out);
  return withRegister(place, args, (register) =>
    id === undefined
      ? list(listedOfRegister(register, { all: args.all, now: new Date() }), args, { out, deployment: place })
      : show(id, register, args, out),
  );
}

async function withRegister<T>(
  place: RegisterPlace,
  { endpoint }: CommandArguments,
  use: (register: Register) => Promise<T>,
): Promise<T> {
  const { region, tableName, accountId } = place;
  const { dynamoDb } = findingsClients({ region, ...(endpoint !== undefined && { endpoint }) });
  try {
    return await use(openRegister(dynamoDb, { tableName }));
  } catch (error) {
    throw failedCall(error, `the table ${tableName} of account ${accountId} in ${region}`);
  } finally {
    dynamoDb.destroy();
  }
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
  if (args.files.length > 0) throw new UsageError("--from lists; it cannot show one finding");
  return withSources<0>([file], async (sources) => {
    const now = new Date();
    for (const source of sources) await checked(findingsOfAssessed(source, now));
    for (const source of sources) await list(findingsOfAssessed(source, now), args, { out });
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
