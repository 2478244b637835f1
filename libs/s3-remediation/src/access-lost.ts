import type { PolicyPart } from "./part-exposure";
import {
  type BucketFacts,
  type Evidence,
  type EvidenceSource,
  policyIsPublic,
  valueOf,
} from "@security-auto/s3-exposure";
import type { Planning } from "./candidates/candidate";
import { policyStatements } from "./policy-text/policy-statements";
import { type BucketSettings, factsWith } from "./settings/bucket-settings";

/** Who loses access by a change, and who keeps it: each by the statement or grant that gave it, in words. */
export interface AccessLost {
  readonly stops: readonly string[];
  readonly keeps: readonly string[];
}

/** Compares what each statement and grant gave before with what it gives after a change. */
export function accessLost(planning: Planning, settings: BucketSettings): AccessLost {
  const { facts, before } = planning;
  const after = factsWith(facts, before, settings);
  const stops: string[] = [];
  const keeps: string[] = [];
  const compare = (part: PolicyPart, remaining: PolicyPart | undefined): void => {
    const given = wordsOf(part, facts, planning);
    if (given === undefined) return;
    const kept = remaining === undefined ? undefined : wordsOf(remaining, after, planning);
    if (kept !== given) stops.push(given);
    if (kept !== undefined) keeps.push(kept);
  };
  // By its text: several may have no Sid, or the Sid that says another's place.
  const left = new Set(textsOf(settings));
  const texts = textsOf(before);
  planning.policy?.statements.forEach((statement, index) => {
    compare({ statement }, left.has(texts[index] ?? "") ? { statement } : undefined);
  });
  const grants = before.acl?.grants ?? [];
  grants.forEach((grant, index) => {
    const now = settings.acl?.grants.indexOf(grant) ?? -1;
    compare({ grant: index }, now < 0 ? undefined : { grant: now });
  });
  return { stops, keeps };
}

function textsOf({ policyText: text }: BucketSettings): readonly string[] {
  const statements = (text === undefined ? undefined : policyStatements(text))?.statements ?? [];
  return statements.map(({ offset, length }) => (text ?? "").slice(offset, offset + length));
}

/** Whom a part gives access beyond the bucket owner's account; `undefined`: nobody. */
function wordsOf(part: PolicyPart, facts: BucketFacts, { judgePart }: Planning): string | undefined {
  const { exposure, evidence } = judgePart(part, facts, flagThatCounts(facts));
  if (exposure.atMost === "private") return undefined;
  const source: EvidenceSource = "statement" in part ? "bucket policy" : "acl";
  const decided = evidence.findLast((one) => one.source === source) ?? evidence.at(-1);
  return decided === undefined
    ? undefined
    : inWords(decided, "statement" in part ? part.statement.name : null);
}

const inWords = ({ source, statement, grants, because }: Evidence, name: string | null): string =>
  `${source} ${JSON.stringify(name ?? statement ?? "")} (${grants.join(", ")}): ${because}`;

/** AWS's flag for the whole policy, where RestrictPublicBuckets makes it count for each statement. */
function flagThatCounts({ facets }: BucketFacts): boolean | undefined {
  const blocks = [facets.publicAccessBlock, facets.accountPublicAccessBlock];
  if (!blocks.some((block) => valueOf(block)?.restrictPublicBuckets === true)) return undefined;
  const policy = valueOf(facets.policy);
  const status = facets.policyStatus === undefined ? undefined : valueOf(facets.policyStatus)?.isPublic;
  const flag = status ?? (policy === undefined ? false : policyIsPublic(policy));
  return flag === true ? true : undefined;
}
