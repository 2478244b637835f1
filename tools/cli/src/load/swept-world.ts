import { parseScenario, type Scenario } from "@security-auto/local-cloud";

/** How much there is to sweep. */
export interface WorldSize {
  /** The security account is one of them. */
  readonly accounts: number;
  readonly bucketsPerAccount: number;
}

export type BucketKind = "closed" | "open" | "shared" | "failing";

export interface WorldBucket {
  readonly name: string;
  readonly account: string;
  readonly kind: BucketKind;
}

/** How a bucket has to be judged. One that can never be read is judged by nobody. */
export const VERDICTS = {
  closed: "holds",
  open: "violates",
  shared: "unknown",
  failing: undefined,
} as const satisfies Readonly<Record<BucketKind, string | undefined>>;

/** The security account of the environment `example`, and its region. */
export const HOME = "111122223333";
export const REGION = "us-west-2";

/** It is swept, has a bucket, and nobody has deployed the member stack to it. */
export const WITHOUT_ROLE = "299999999999";

/** A member account that is not swept: only changes come from it. */
export const CHANGING = "299999999998";

/** The accounts that are swept and can be. */
export function sweptAccounts({ accounts }: WorldSize): readonly string[] {
  return Array.from({ length: accounts }, (_, index) =>
    index === 0 ? HOME : String(200_000_000_000 + index),
  );
}

/** Their buckets: in each account one is open, and one is shared with a service that acts for whoever asks it; one in all cannot be read. */
export function sweptBuckets(size: WorldSize): readonly WorldBucket[] {
  return sweptAccounts(size).flatMap((account) =>
    Array.from({ length: size.bucketsPerAccount }, (_, index) => ({
      name: `swept-${account}-${String(index).padStart(4, "0")}`,
      account,
      kind: kindAt(account, index),
    })),
  );
}

function kindAt(account: string, index: number): BucketKind {
  if (index === 0) return "open";
  if (index === 1) return "shared";
  return index === 2 && account === HOME ? "failing" : "closed";
}

/** A bucket of each kind that can be judged, in an account that is not swept. */
export function changingBuckets(series: string): readonly WorldBucket[] {
  return (["closed", "open", "shared"] as const).map((kind) => ({
    name: `changing-${kind}-${series}`,
    account: CHANGING,
    kind,
  }));
}

/** All of these buckets, and one of the account without a role. */
export function worldOf(buckets: readonly WorldBucket[]): Scenario {
  const unreachable = { name: "unreachable", account: WITHOUT_ROLE, kind: "closed" } as const;
  return parseScenario(
    {
      organization: { id: "o-exampleorg1" },
      accounts: [{ id: WITHOUT_ROLE, memberStack: false }],
      buckets: [...buckets, unreachable].map(described),
      faults: buckets
        .filter(({ kind }) => kind === "failing")
        .map(({ name }) => ({
          service: "s3",
          bucket: name,
          call: "GetBucketPolicy",
          fault: "InternalError",
        })),
    },
    "load",
  );
}

const PRINCIPALS: Readonly<Partial<Record<BucketKind, unknown>>> = {
  open: "*",
  shared: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
};

function described({ name, account, kind }: WorldBucket): object {
  const Principal = PRINCIPALS[kind];
  const Statement = [
    { Effect: "Allow", Principal, Action: "s3:GetObject", Resource: `arn:aws:s3:::${name}/*` },
  ];
  return {
    name,
    account,
    region: REGION,
    ownership: "BucketOwnerEnforced",
    ...(Principal !== undefined && { policy: { Version: "2012-10-17", Statement } }),
  };
}
