import type { ConfiguredJudging, Verdict } from "@security-auto/s3-exposure";
import type { CommandArguments } from "../command-line/command-line";
import { amount } from "../core/numbers";
import { UsageError } from "../core/usage-error";
import { checked } from "../input/checked";
import { type DescribedBucket, describedBuckets } from "../input/described-buckets";
import { withSources } from "../input/source";
import type { Terminal } from "../output/terminal";

/** What a command makes of each bucket. */
interface Making<T> {
  /** Whose organization is that of every bucket that names none. */
  readonly judging: ConfiguredJudging;
  readonly make: (described: DescribedBucket) => T;
  readonly verdictOf: (made: T) => Verdict;
  /** For a person; `--json` prints it as it is. */
  readonly print: (made: T) => Promise<void>;
  /** What did not become of a bucket that was refused, such as `not judged`. */
  readonly undone: string;
}

/**
 * Makes something of each bucket that files describe, and prints it. Every file is read to its end before the first is printed.
 *
 * @returns 0 when no invariant is violated, or with `--json`; 1 when one is
 * @throws UsageError where a file is no JSON or a value describes no bucket; one that is nested too deep or too large is named
 * while the others go on, and the error comes at the end
 */
export function eachDescribedBucket<T>(
  { json, files }: CommandArguments,
  { judging, make, verdictOf, print, undone }: Making<T>,
  out: Terminal,
): Promise<0 | 1> {
  return withSources(files, async (sources) => {
    for (const source of sources) await checked(describedBuckets(source));
    let violated = false;
    let refused = 0;
    for (const source of sources) {
      for await (const described of describedBuckets(source)) {
        if ("refused" in described) {
          refused++;
          out.complain(described.refused);
          continue;
        }
        const { organization = judging.organization, ...facts } = described.facts;
        const made = make({ ...described, facts: { ...facts, organization } });
        violated ||= verdictOf(made) === "violates";
        if (json) await out.print(JSON.stringify(made));
        else await print(made);
      }
    }
    if (refused > 0) throw new UsageError(`${amount(refused, "bucket")} ${undone}`);
    return violated && !json ? 1 : 0;
  });
}
