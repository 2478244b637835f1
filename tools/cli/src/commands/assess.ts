import {
  type Assessment,
  type ConfiguredJudging,
  DEFAULT_INVARIANTS,
  judgeBucket,
  overallVerdict,
} from "@security-auto/s3-exposure";
import type { CommandArguments } from "../command-line/command-line";
import { checked } from "../input/checked";
import { describedBuckets } from "../input/described-buckets";
import { type Source, withSources } from "../input/source";
import { judgingOfStack } from "../stack/judging-of-stack";
import { amount } from "../core/numbers";
import type { Terminal } from "../output/terminal";
import { styled } from "../output/text";
import { UsageError } from "../core/usage-error";

/**
 * `assess -- [--json] [--environment NAME] FILE...`: judges buckets described in JSON (one, a list, NDJSON): who can access each
 * of them, and is that allowed, by the default invariants or those of an environment, whose organization is that of every bucket
 * that names none. Every file is read to its end before the first verdict is printed. Calls no AWS.
 *
 * @returns 0 when no invariant is violated, or with `--json`; 1 when one is
 * @throws UsageError where a file is no JSON or a value describes no bucket; one that is nested too deep or too large is named
 * while the others are judged, and the error comes at the end
 */
export async function assess(
  { json, files, environment, root }: CommandArguments,
  out: Terminal,
): Promise<0 | 1> {
  const judging = environment === undefined ? { invariants: DEFAULT_INVARIANTS } : judgingOfStack(root);
  const by = { judging, now: new Date() };
  return withSources(files, async (sources) => {
    for (const source of sources) await checked(assessments(source, by));
    let violated = false;
    let refused = 0;
    for (const source of sources) {
      for await (const assessment of assessments(source, by)) {
        if ("refused" in assessment) {
          refused++;
          out.complain(assessment.refused);
          continue;
        }
        violated ||= overallVerdict(assessment.invariants) === "violates";
        if (json) await out.print(JSON.stringify(assessment));
        else await printAssessed(assessment, out);
      }
    }
    if (refused > 0) throw new UsageError(`${amount(refused, "bucket")} not judged`);
    return violated && !json ? 1 : 0;
  });
}

/** What is said of a bucket, and where its description says it is. */
interface Described extends Assessment {
  readonly account: string | null;
  readonly region: string | null;
}

async function* assessments(
  source: Source,
  { judging, now }: { readonly judging: ConfiguredJudging; readonly now: Date },
): AsyncGenerator<Described | { readonly refused: string }> {
  for await (const described of describedBuckets(source)) {
    if ("refused" in described) {
      yield described;
      continue;
    }
    const { organization = judging.organization, ...facts } = described.facts;
    const { accountId: account = null, region = null } = facts;
    yield {
      ...judgeBucket({ ...facts, organization }, { invariants: judging.invariants, now }),
      account,
      region,
    };
  }
}

async function printAssessed(
  {
    bucket,
    exposure: { atLeast, atMost },
    policyIsPublic,
    isPublic,
    evidence,
    invariants,
    findings,
  }: Assessment,
  out: Terminal,
): Promise<void> {
  const access = atLeast === atMost ? atLeast : `between ${atLeast} and ${atMost}`;
  await out.print([
    styled("bold", bucket),
    `: ${access}; public: ${String(isPublic)}; AWS's flag for the policy: ${String(policyIsPublic)}`,
  ]);
  for (const { source, statement, because } of evidence) {
    const place = `${source}${statement === null ? "" : ` (${statement})`}`;
    await out.print(["  ", styled("dim", "because"), `  ${place}: ${because}`]);
  }
  for (const { because } of findings) await out.print(["  ", styled("yellow", "finding"), `  ${because}`]);
  for (const { name, verdict, because } of invariants) {
    const style = ({ holds: "green", violates: "red", unknown: "yellow" } as const)[verdict];
    await out.print(["  ", styled(style, verdict.padEnd(8)), ` ${name}: ${because}`]);
  }
}
