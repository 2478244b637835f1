import { type ConfiguredJudging, parseInvariants } from "@security-auto/s3-exposure";
import { planRemediation, type RemediationPlan } from "@security-auto/s3-remediation";
import type { CommandArguments } from "../command-line/command-line";
import { isObject } from "../core/is-object";
import { UsageError } from "../core/usage-error";
import type { DescribedBucket } from "../input/described-buckets";
import { issuesInWords } from "../input/issues-in-words";
import { jsonFile } from "../input/json-file";
import { exposureInWords } from "../output/exposure-in-words";
import { STYLE_OF_VERDICT } from "../output/print-assessment";
import { printSteps } from "../output/print-steps";
import type { Terminal } from "../output/terminal";
import { styled } from "../output/text";
import { judgingFor } from "../stack/judging-of-stack";
import { eachDescribedBucket } from "./each-described-bucket";

/**
 * `plan -- [--json] [--environment NAME] [--invariants FILE] FILE...`: for buckets described in JSON, as `assess` takes them, the smallest
 * change after which each keeps to its invariants, who loses access by it, and its undo. Calls no AWS.
 *
 * @returns as `eachDescribedBucket`
 * @throws UsageError also where the invariants are none
 */
export async function plan(args: CommandArguments, out: Terminal): Promise<0 | 1> {
  const judging = { ...judgingFor(args), ...(await invariantsIn(args.invariants)) };
  const by = { invariants: judging.invariants, now: new Date() };
  const making = {
    judging,
    make: (described: DescribedBucket) =>
      planRemediation({ facts: described.facts, policyText: policyTextOf(described) }, by),
    verdictOf: ({ verdict }: RemediationPlan) => verdict,
    print: (planned: RemediationPlan) => printPlan(planned, out),
    undone: "not planned for",
  };
  return eachDescribedBucket(args, making, out);
}

async function invariantsIn(
  file: string | undefined,
): Promise<Partial<Pick<ConfiguredJudging, "invariants">>> {
  if (file === undefined) return {};
  const value = await jsonFile(file);
  const read = parseInvariants(isObject(value) && "invariants" in value ? value["invariants"] : value);
  if (read.success) return { invariants: read.data };
  throw new UsageError(`${file}: ${issuesInWords(read.error)}`);
}

/** The policy as S3 would return it: its text as given, or the text of the document. */
function policyTextOf({ value }: DescribedBucket): string | undefined {
  const policy = isObject(value) ? (value["policy"] ?? undefined) : undefined;
  return typeof policy === "string" || policy === undefined ? policy : JSON.stringify(policy);
}

async function printPlan(planned: RemediationPlan, out: Terminal): Promise<void> {
  const { bucket, verdict, respond, steps, before, after, stops, keeps, undo, refused } = planned;
  await out.print([
    styled("bold", bucket),
    ": ",
    styled(STYLE_OF_VERDICT[verdict], verdict),
    `, ${exposureInWords(before)}`,
  ]);
  if (refused !== undefined) await out.print(["  ", styled("yellow", "no plan "), ` ${refused}`]);
  await printSteps({ respond, steps, after, stops, keeps, undo }, out);
}
