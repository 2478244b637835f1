import type { Finding } from "@security-auto/assessment";
import { findingId } from "@security-auto/register";
import type { ReportedFinding } from "@security-auto/report";
import {
  type BucketFacts,
  type ConfiguredJudging,
  type Facet,
  judgeBucket,
  overallVerdict,
} from "@security-auto/s3-exposure";
import type { DescribedBucket } from "../input/described-buckets";
import { type About, inOrder, type Reported, type ReportedBucket } from "./reported";

/** What a bucket is said to be of where its description does not say it. */
const NOT_SAID = "not said";

/** Described buckets as they are judged here and now; what they violate opens now. */
export async function reportOfDescribed(
  described: AsyncIterable<DescribedBucket>,
  { invariants }: ConfiguredJudging,
  about: About,
): Promise<Reported> {
  const buckets: ReportedBucket[] = [];
  const findings: ReportedFinding[] = [];
  const now = new Date(about.madeAt);
  for await (const { facts, value } of described) {
    const judged = judgeBucket(facts, { invariants, now });
    const { objects, evidence, exposure } = judged;
    const account = facts.accountId ?? NOT_SAID;
    const region = facts.region ?? NOT_SAID;
    const verdict = overallVerdict(judged.invariants);
    buckets.push({
      row: [account, facts.name, region, verdict, exposure.atLeast, exposure.atMost, about.madeAt],
      detail: {
        assessment: {
          ...{ objects, evidence, invariants: judged.invariants, findings: judged.findings },
          facets: statesOf(facts),
        },
        applied: [],
        described: JSON.stringify(value),
      },
    });
    for (const { name: invariant, verdict, because } of judged.invariants) {
      if (verdict !== "violates") continue;
      const at = about.madeAt;
      const opened: Finding = {
        ...{ version: "1", transition: "opened", kind: "invariant", openedAt: at, observedAt: at },
        ...{ account, region, bucket: facts.name, invariant, verdict, exposure, because },
        id: findingId({ account, bucket: facts.name, kind: "invariant", invariant }),
      };
      findings.push({ finding: opened });
    }
  }
  const { rows, details } = inOrder(buckets);
  return {
    report: { version: "1", ...about, buckets: rows, findings, actions: [], coverage: [] },
    details,
  };
}

function statesOf({ facets }: BucketFacts) {
  const entries: readonly (readonly [string, Facet<unknown> | undefined])[] = Object.entries(facets);
  return Object.fromEntries(
    entries.flatMap(([name, facet]) => (facet === undefined ? [] : [[name, facet.state]])),
  );
}
