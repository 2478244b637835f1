import {
  type BucketFacts,
  type Evidence,
  type EvidenceSource,
  policyFlag,
  settingOf,
} from "@security-auto/s3-exposure";
import type { Planning } from "./candidates/candidate";
import type { PolicyPart } from "./part-exposure";
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
  for (const statement of planning.policy?.statements ?? [])
    compare({ statement }, left.has(statement.text) ? { statement } : undefined);
  const grants = before.acl?.grants ?? [];
  grants.forEach((grant, index) => {
    const now = settings.acl?.grants.indexOf(grant) ?? -1;
    compare({ grant: index }, now < 0 ? undefined : { grant: now });
  });
  return { stops, keeps };
}

function textsOf({ policyText }: BucketSettings): readonly string[] {
  const found = policyText === undefined ? undefined : policyStatements(policyText);
  return (found?.statements ?? []).map(({ text }) => text);
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
function flagThatCounts(facts: BucketFacts): true | undefined {
  const isRestricted = settingOf("restrictPublicBuckets", facts).state === "on";
  return isRestricted && policyFlag(facts.facets).isPublic === true ? true : undefined;
}
