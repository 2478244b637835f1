import { type Assessment, ASSESSMENT_EXAMPLE } from "@security-auto/assessment";

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
  const random = randomFrom(2026);
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
    accountId: pick(ACCOUNTS, () => (bucket % ACCOUNTS.length) / ACCOUNTS.length),
    bucket: `bucket-${bucket}`,
    observedAt: new Date(BEGIN + minute * MINUTE).toISOString(),
    verdict,
    exposure,
    ...(isGone && { gone: true }),
    invariants: isGone ? [] : [{ name: RULE, verdict, because, evidence: [] }],
    facets: { policy: "present" },
  };
}

/** Numbers from 0 to 1, the same for the same seed: the linear congruential generator of Numerical Recipes. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function pick<T>(list: readonly [T, ...T[]] | readonly T[], random: () => number): T {
  const picked = list[Math.floor(random() * list.length)];
  if (picked === undefined) throw new RangeError("nothing to pick from");
  return picked;
}

function shuffled<T>(list: readonly T[], random: () => number): readonly T[] {
  return list
    .map((value) => [random(), value] as const)
    .sort(([one], [other]) => one - other)
    .map(([, value]) => value);
}
