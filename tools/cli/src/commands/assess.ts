import { type Assessment, judgeBucket, overallVerdict } from "@security-auto/s3-exposure";
import type { CommandArguments } from "../command-line/command-line";
import type { DescribedBucket } from "../input/described-buckets";
import { exposureInWords } from "../output/exposure-in-words";
import { STYLE_OF_VERDICT } from "../output/print-assessment";
import type { Terminal } from "../output/terminal";
import { styled } from "../output/text";
import { judgingFor } from "../stack/judging-of-stack";
import { eachDescribedBucket } from "./each-described-bucket";

/**
 * `assess -- [--json] [--environment NAME] FILE...`: judges buckets described in JSON (one, a list, NDJSON): who can access each
 * of them, and is that allowed, by the default invariants or those of an environment, whose organization is that of every bucket
 * that names none. Calls no AWS.
 *
 * @returns as `eachDescribedBucket`
 */
export async function assess(args: CommandArguments, out: Terminal): Promise<0 | 1> {
  const judging = judgingFor(args);
  const by = { invariants: judging.invariants, now: new Date() };
  const making = {
    judging,
    make: ({ facts }: DescribedBucket) => {
      const { accountId: account = null, region = null } = facts;
      return { ...judgeBucket(facts, by), account, region };
    },
    verdictOf: ({ invariants }: Assessment) => overallVerdict(invariants),
    print: (assessed: Assessment) => printAssessed(assessed, out),
    undone: "not judged",
  };
  return eachDescribedBucket(args, making, out);
}

async function printAssessed(
  { bucket, exposure, policyIsPublic, isPublic, evidence, invariants, findings }: Assessment,
  out: Terminal,
): Promise<void> {
  await out.print([
    styled("bold", bucket),
    `: ${exposureInWords(exposure)}; public: ${String(isPublic)}; AWS's flag for the policy: ${String(policyIsPublic)}`,
  ]);
  for (const { source, statement, because } of evidence) {
    const place = `${source}${statement === null ? "" : ` (${statement})`}`;
    await out.print(["  ", styled("dim", "because"), `  ${place}: ${because}`]);
  }
  for (const { because } of findings) await out.print(["  ", styled("yellow", "finding"), `  ${because}`]);
  for (const { name, verdict, because } of invariants) {
    await out.print(["  ", styled(STYLE_OF_VERDICT[verdict], verdict.padEnd(8)), ` ${name}: ${because}`]);
  }
}
