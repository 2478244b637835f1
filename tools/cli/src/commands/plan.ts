import { readFileSync } from "node:fs";
import { type ConfiguredJudging, DEFAULT_INVARIANTS, parseInvariants } from "@security-auto/s3-exposure";
import { planRemediation, type RemediationPlan } from "@security-auto/s3-remediation";
import type { CommandArguments } from "../command-line/command-line";
import { isObject } from "../core/is-object";
import { amount } from "../core/numbers";
import { UsageError } from "../core/usage-error";
import { checked } from "../input/checked";
import { type DescribedBucket, describedBuckets } from "../input/described-buckets";
import { type Source, withSources } from "../input/source";
import type { Terminal } from "../output/terminal";
import { styled } from "../output/text";
import { judgingOfStack } from "../stack/judging-of-stack";

/**
 * `plan -- [--json] [--environment NAME] [--invariants FILE] FILE...`: for buckets described in JSON, as `assess` takes them, the smallest
 * change after which each keeps to its invariants, who loses access by it, and its undo. Calls no AWS.
 *
 * @returns 0 when nothing is violated, or with `--json`; 1 when something is
 * @throws UsageError where a file is no JSON, a value describes no bucket, or the invariants are none
 */
export async function plan(args: CommandArguments, out: Terminal): Promise<0 | 1> {
  const { json, files } = args;
  const judging = judgingFor(args);
  const by = { judging, now: new Date() };
  return withSources(files, async (sources) => {
    for (const source of sources) await checked(plans(source, by));
    let violated = false;
    let refused = 0;
    for (const source of sources) {
      for await (const planned of plans(source, by)) {
        if (!("bucket" in planned)) {
          refused++;
          out.complain(planned.refused);
          continue;
        }
        violated ||= planned.verdict === "violates";
        if (json) await out.print(JSON.stringify(planned));
        else await printPlan(planned, out);
      }
    }
    if (refused > 0) throw new UsageError(`${amount(refused, "bucket")} not planned for`);
    return violated && !json ? 1 : 0;
  });
}

function judgingFor({ environment, invariants, root }: CommandArguments): ConfiguredJudging {
  const judging = environment === undefined ? { invariants: DEFAULT_INVARIANTS } : judgingOfStack(root);
  return invariants === undefined ? judging : { ...judging, invariants: invariantsIn(invariants) };
}

function invariantsIn(file: string): ConfiguredJudging["invariants"] {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : "it cannot be read"}`);
  }
  const read = parseInvariants(isObject(value) && "invariants" in value ? value["invariants"] : value);
  if (read.success) return read.data;
  const issues = read.error.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
  throw new UsageError(`${file}: ${issues.join("; ")}`);
}

async function* plans(
  source: Source,
  { judging, now }: { readonly judging: ConfiguredJudging; readonly now: Date },
): AsyncGenerator<RemediationPlan | { readonly refused: string }> {
  for await (const described of describedBuckets(source)) {
    if ("refused" in described) {
      yield described;
      continue;
    }
    const { organization = judging.organization, ...facts } = described.facts;
    yield planRemediation(
      { facts: { ...facts, organization }, policyText: policyTextOf(described) },
      { invariants: judging.invariants, now },
    );
  }
}

/** The policy as S3 would return it: its text as given, or the text of the document. */
function policyTextOf({ value }: DescribedBucket): string | undefined {
  const policy = isObject(value) ? (value["policy"] ?? undefined) : undefined;
  return typeof policy === "string" || policy === undefined ? policy : JSON.stringify(policy);
}

async function printPlan(planned: RemediationPlan, out: Terminal): Promise<void> {
  const { bucket, verdict, respond, steps, before, after, stops, keeps, undo, refused } = planned;
  const style = ({ holds: "green", violates: "red", unknown: "yellow" } as const)[verdict];
  await out.print([styled("bold", bucket), ": ", styled(style, verdict), `, ${interval(before)}`]);
  if (refused !== undefined) await out.print(["  ", styled("yellow", "no plan "), ` ${refused}`]);
  for (const { call, because } of steps)
    await out.print(["  ", styled("dim", respond.padEnd(8)), ` ${call}: ${because}`]);
  if (steps.length === 0) return;
  await out.print(["  ", styled("dim", "after   "), ` ${interval(after)}`]);
  for (const one of stops) await out.print(["  ", styled("dim", "stops   "), ` ${one}`]);
  for (const one of keeps) await out.print(["  ", styled("dim", "keeps   "), ` ${one}`]);
  await out.print(["  ", styled("dim", "undo    "), ` ${undo.map(({ call }) => call).join(", ")}`]);
}

const interval = ({ atLeast, atMost }: RemediationPlan["before"]): string =>
  atLeast === atMost ? atLeast : `between ${atLeast} and ${atMost}`;
