import { type BucketFacts, type Evidence, policyIsPublic, valueOf } from "@security-auto/s3-exposure";
import type { Planning, PolicyPart } from "./candidates/candidate";
import { exposureOfPart } from "./part-exposure";
import { policyStatements } from "./policy-text/policy-statements";
import { type BucketSettings, factsWith } from "./settings/bucket-settings";

/** Who loses access by a change, and who keeps it: each by the statement or grant that gave it, in words. */
export interface AccessLost {
  readonly stops: readonly string[];
  readonly keeps: readonly string[];
}

/** Compares what each statement and grant gave before with what it gives after a change. */
export function accessLost({ facts, before }: Planning, settings: BucketSettings, now: Date): AccessLost {
  const after = factsWith(facts, before, settings);
  const statements = statementsOf(before);
  const left = statementsOf(settings);
  const stops: string[] = [];
  const keeps: string[] = [];
  const compare = (part: PolicyPart, remaining: PolicyPart | undefined): void => {
    const given = wordsOf(part, facts, now);
    if (given === undefined) return;
    const kept = remaining === undefined ? undefined : wordsOf(remaining, after, now);
    if (kept !== given) stops.push(given);
    if (kept !== undefined) keeps.push(kept);
  };
  for (const statement of statements)
    compare({ statement }, left.some(({ name }) => name === statement.name) ? { statement } : undefined);
  const grants = before.acl?.grants ?? [];
  grants.forEach((grant, index) => {
    const now_ = settings.acl?.grants.indexOf(grant) ?? -1;
    compare({ grant: index }, now_ < 0 ? undefined : { grant: now_ });
  });
  return { stops, keeps };
}

const statementsOf = ({ policyText }: BucketSettings) =>
  (policyText === undefined ? undefined : policyStatements(policyText))?.statements ?? [];

/** Whom a part gives access beyond the bucket owner's account; `undefined`: nobody. */
function wordsOf(part: PolicyPart, facts: BucketFacts, now: Date): string | undefined {
  const { exposure, evidence } = exposureOfPart(part, facts, now, flagThatCounts(facts));
  if (exposure.atMost === "private") return undefined;
  const decided = evidence.at(-1);
  return decided === undefined
    ? undefined
    : inWords(decided, "statement" in part ? part.statement.name : null);
}

const inWords = ({ source, statement, grants, because }: Evidence, name: string | null): string =>
  `${source} "${name ?? statement ?? ""}" (${grants.join(", ")}): ${because}`;

/** AWS's flag for the whole policy, where RestrictPublicBuckets makes it count for each statement. */
function flagThatCounts({ facets }: BucketFacts): boolean | undefined {
  const blocks = [facets.publicAccessBlock, facets.accountPublicAccessBlock];
  if (!blocks.some((block) => valueOf(block)?.restrictPublicBuckets === true)) return undefined;
  const policy = valueOf(facets.policy);
  const status = facets.policyStatus === undefined ? undefined : valueOf(facets.policyStatus)?.isPublic;
  const flag = status ?? (policy === undefined ? false : policyIsPublic(policy));
  return flag === true ? true : undefined;
}
