import { type Finding, findingSchema } from "@security-auto/assessment";
import { parse } from "@security-auto/events";
import { findingId } from "@security-auto/register";
import * as z from "zod/mini";
import { UsageError } from "../core/usage-error";
import { issuesInWords } from "../input/issues-in-words";
import { jsonValues } from "../input/json-values";
import type { Source } from "../input/source";
import type { Listed } from "./listed";

const { exposure, verdict } = findingSchema.shape;

/** A line of `assess --json`, as far as findings follow from it. */
const assessedSchema = z.object({
  bucket: z.string(),
  account: z.optional(z.nullable(z.string())),
  region: z.optional(z.nullable(z.string())),
  exposure,
  invariants: z.array(z.object({ name: z.string(), verdict, because: z.string() })),
});

/**
 * The violated invariants of buckets that `assess --json` judged, each as a finding that opens now.
 *
 * @throws UsageError where a value is no line of `assess --json`
 */
export async function* findingsOfAssessed(source: Source, now: Date): AsyncGenerator<Listed> {
  let number = 0;
  for await (const read of jsonValues(source)) {
    const place = `${source.name}: value ${++number}`;
    if ("refused" in read) throw new UsageError(`${place}: ${read.refused}`);
    const parsed = parse(assessedSchema, read.value);
    if (!parsed.success)
      throw new UsageError(
        `${place} is no line of assess --json: ${issuesInWords(parsed.error.slice(0, 1))}`,
      );
    yield* violatedIn(parsed.data, now.toISOString());
  }
}

function violatedIn(
  { bucket, account = null, region = null, exposure, invariants }: z.output<typeof assessedSchema>,
  openedAt: string,
): readonly Listed[] {
  return invariants
    .filter(({ verdict }) => verdict === "violates")
    .map(({ name: invariant, because }): Listed => {
      const kind = "invariant";
      const id = findingId({ account: account ?? "", bucket, kind, invariant });
      const shown = { id, kind, bucket, account, region, invariant, exposure, openedAt, because };
      if (account === null || region === null) return shown;
      const finding: Finding = {
        ...shown,
        account,
        region,
        version: "1",
        transition: "opened",
        verdict: "violates",
        observedAt: openedAt,
      };
      return { ...shown, finding };
    });
}
