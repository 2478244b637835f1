import { type Assessment, ASSESSMENT_EXAMPLE } from "@security-auto/assessment";
import { seededRandom } from "@security-auto/testing";

/** An assessment of one bucket. */
export type BucketAssessment = Assessment & { readonly bucket: string };

export interface Recording {
  readonly assessments: number;
  readonly buckets: number;
}

const ACCOUNTS = ["111122223333", "444455556666", "777788889999"] as const;
const RULE = "nothing-public";
const BEGIN = Date.parse("2026-03-04T09:00:00Z");
const MINUTE = 60_000;

/** What an assessment may find. The last of a bucket is one of the first four: what follows from it does not depend on what came before. */
const FOUND = [
  {
    verdict: "violates",
    exposure: { atLeast: "public", atMost: "public" },
    because: "the policy allows anyone",
  },
  {
    verdict: "violates",
    exposure: { atLeast: "public", atMost: "public" },
    because: "the ACL allows anyone",
  },
  { verdict: "holds", exposure: { atLeast: "private", atMost: "private" }, because: "it is closed" },
  {
    verdict: "holds",
    exposure: { atLeast: "private", atMost: "private" },
    because: "it was deleted",
    gone: true,
  },
  {
    verdict: "unknown",
    exposure: { atLeast: "private", atMost: "public" },
    because: "the policy could not be read",
  },
] as const satisfies readonly {
  readonly verdict: Assessment["verdict"];
  readonly exposure: Assessment["exposure"];
  readonly because: string;
  readonly gone?: true;
}[];

const LAST = FOUND.slice(0, 4);

/** Assessments of buckets in an order of no meaning, a tenth of them twice; the same each time. */
export function recordedAssessments({ assessments, buckets }: Recording): readonly BucketAssessment[] {
  const random = seededRandom(2026);
  const duplicates = Math.floor(assessments / 10);
  const distinct = assessments - duplicates;
  const once = Array.from({ length: distinct }, (_, index) => {
    const found = index + buckets < distinct ? FOUND : LAST;
    return assessmentOf(index % buckets, index, pick(found, random));
  });
  return shuffled([...once, ...once.slice(0, duplicates)], random);
}

function assessmentOf(bucket: number, minute: number, found: (typeof FOUND)[number]): BucketAssessment {
  const { verdict, exposure, because } = found;
  const isGone = "gone" in found;
  return {
    ...ASSESSMENT_EXAMPLE,
    cause: "request",
    request: { requestId: `request-${minute}`, requestedAt: new Date(BEGIN).toISOString() },
    accountId: at(ACCOUNTS, bucket % ACCOUNTS.length),
    bucket: `bucket-${bucket}`,
    observedAt: new Date(BEGIN + minute * MINUTE).toISOString(),
    verdict,
    exposure,
    ...(isGone && { gone: true }),
    invariants: isGone ? [] : [{ name: RULE, verdict, because, evidence: [] }],
    facets: { policy: "present" },
  };
}

function pick<T>(list: readonly T[], random: () => number): T {
  return at(list, Math.floor(random() * list.length));
}

function at<T>(list: readonly T[], index: number): T {
  const picked = list[index];
  if (picked === undefined) throw new RangeError(`nothing at ${index}`);
  return picked;
}

function shuffled<T>(list: readonly T[], random: () => number): readonly T[] {
  return list
    .map((value) => [random(), value] as const)
    .sort(([one], [other]) => one - other)
    .map(([, value]) => value);
}
