import { readEventPipeline } from "@security-auto/local-cloud";
import type { CommandArguments } from "../command-line/command-line";
import { howToCall } from "../command-line/usage";
import { counted } from "../core/numbers";
import { UsageError } from "../core/usage-error";
import { registerPlace } from "../findings/register-place";
import { type DescribedBucket, describedBuckets } from "../input/described-buckets";
import { type Source, withSources } from "../input/source";
import type { Terminal } from "../output/terminal";
import { registerPolicy } from "../register/register-policy";
import { withRegister } from "../register/with-register";
import { reportOfDescribed } from "../report/of-described";
import { reportOfRegister } from "../report/of-register";
import type { Reported } from "../report/reported";
import { writeReport } from "../report/write-report";
import { judgingFor } from "../stack/judging-of-stack";
import { assemblyIn } from "../stack/local-stack";

/** How often the number of items read is shown. */
const SHOWN_EVERY = 1000;

/**
 * `report -- --out FILE [--environment NAME] [--endpoint URL] [--from FILE]`: writes the register, or described buckets, as one HTML file.
 *
 * @throws UsageError where the register cannot be read, a value describes no bucket, or the file cannot be written
 */
export async function report(args: CommandArguments, out: Terminal): Promise<0> {
  const { out: file, root, from } = args;
  if (args.policy) {
    for (const line of registerPolicy(registerPlace(readEventPipeline(assemblyIn(root)))).split("\n"))
      await out.print(line);
    return 0;
  }
  if (file === undefined)
    throw new UsageError(`--out FILE is missing: where to write; ${howToCall("report")}`);
  const reported = from === undefined ? await ofRegister(args, out) : await ofFile(from, args, out);
  await writeReport(file, reported, root);
  const { buckets, findings } = reported.report;
  await out.print(`${file}: ${counted(buckets.length)} buckets, ${counted(findings.length)} findings`);
  return 0;
}

function ofRegister(args: CommandArguments, out: Terminal): Promise<Reported> {
  const { environment, root } = args;
  const place = registerPlace(readEventPipeline(assemblyIn(root)));
  const { invariants, organization } = judgingFor({ root, environment: environment ?? "example" });
  const about = {
    madeAt: new Date().toISOString(),
    origin: `the register of environment ${environment ?? "example"}, account ${place.accountId}, ${place.region}`,
    ...(environment !== undefined && { environment }),
    ...(organization !== undefined && { organizationId: organization.id }),
    invariants,
  };
  let read = 0;
  return withRegister({ ...args, place, command: "report" }, async (register) => {
    const reported = await reportOfRegister(register.items(), about, {
      organization,
      onItem: () => {
        if (++read % SHOWN_EVERY === 0) out.progress(`${counted(read)} items read`);
      },
    });
    out.progress("");
    return reported;
  });
}

function ofFile(from: string, args: CommandArguments, out: Terminal): Promise<Reported> {
  const judging = judgingFor(args);
  const { environment } = args;
  const about = {
    madeAt: new Date().toISOString(),
    origin: `buckets described in ${from}`,
    ...(environment !== undefined && { environment, invariants: judging.invariants }),
  };
  return withSources([from], async ([source]) => {
    if (source === undefined) throw new UsageError(`--from: there is no ${from}`);
    return reportOfDescribed(readable(source, out), judging, about);
  });
}

/** What can be judged; the others are told. */
async function* readable(source: Source, out: Terminal): AsyncGenerator<DescribedBucket> {
  for await (const read of describedBuckets(source)) {
    if ("refused" in read) out.complain(read.refused);
    else yield read;
  }
}
