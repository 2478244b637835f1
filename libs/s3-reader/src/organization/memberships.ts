import type { BucketFacts } from "@security-auto/s3-exposure";
import type { Settle, SettleMembershipsOptions } from "./settling";

/** How long an answer stands, in ms. */
const KEPT_MS = 60 * 60_000;
const MOST_KEPT = 10_000;

/** A bucket that names more is judged without: Organizations takes few calls a second. */
const MOST_ASKED = 20;

/** Whether an account is of the caller's organization; else what kept Organizations from saying so. */
type Membership =
  | { readonly kind: "inside" }
  | { readonly kind: "outside" }
  /** The caller lacks the permission, or its account may not ask. */
  | { readonly kind: "refused"; readonly because: string }
  | { readonly kind: "failed"; readonly because: string };

type Sides = Readonly<Record<"inside" | "outside", readonly string[]>>;

/**
 * What settling does, loaded when a verdict depends on it for the first time. It imports nothing: a file that imports what others do has the
 * bundler cut those others up.
 */
export function memberships({ role, describe, now = Date.now }: SettleMembershipsOptions): Settle {
  const known = new Map<string, Membership & { readonly until: number }>();

  async function membershipOf(account: string, signal: AbortSignal): Promise<Membership> {
    const kept = known.get(account);
    if (kept !== undefined && kept.until > now()) return kept;
    const described = await describe({ AccountId: account }, signal);
    // Also one that is suspended or being closed is of the organization.
    const answer = described.success ? ({ kind: "inside" } as const) : membershipBy(described.error);
    if (answer.kind === "refused" || answer.kind === "failed") return answer;
    if (known.size >= MOST_KEPT) known.clear();
    known.set(account, { ...answer, until: now() + KEPT_MS });
    return answer;
  }

  return async (facts, { undecided, verdicts, signal }) => {
    const all = { inside: verdicts(withSides(facts, { inside: undecided, outside: [] })) };
    const depends = all.inside !== verdicts(withSides(facts, { inside: [], outside: undecided }));
    if (!depends || undecided.length > MOST_ASKED) return { facts, refusals: [] };
    const sides = { inside: [] as string[], outside: [] as string[] };
    for (const account of undecided) {
      const answer = await membershipOf(account, signal);
      if (answer.kind === "inside" || answer.kind === "outside") {
        sides[answer.kind].push(account);
        continue;
      }
      const { kind, because } = answer;
      const refusal = { action: "organizations:DescribeAccount", role, facets: [], because };
      const settled = withSides(facts, sides);
      return kind === "refused"
        ? { facts: settled, refusals: [refusal] }
        : { facts: settled, refusals: [], missed: because };
    }
    return { facts: withSides(facts, sides), refusals: [] };
  };
}

/** What is known of a bucket, when it is also known which accounts are of its organization and which are not. */
function withSides(facts: BucketFacts, { inside, outside }: Sides): BucketFacts {
  const { organization, knownExternalAccounts = [] } = facts;
  if (organization === undefined) return facts;
  return {
    ...facts,
    organization: { ...organization, accounts: [...(organization.accounts ?? []), ...inside] },
    knownExternalAccounts: [...knownExternalAccounts, ...outside],
  };
}

/** @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeAccount.html */
function membershipBy({ name, message }: Error): Membership {
  if (name === "AccountNotFoundException") return { kind: "outside" };
  return { kind: name === "AccessDeniedException" ? "refused" : "failed", because: `${name}: ${message}` };
}
