import type { CoverageCheck } from "./coverage";
import type { Finding } from "./finding";

interface Consequence {
  /** For a subject, in capitals. */
  readonly word: "BLIND" | "UNREADABLE" | "EVENTS LOST" | "UNGUARDED";
  /** What follows while the check fails, as the end of a sentence about a place such as `eu-central-1 of account 444455556666`. */
  readonly stands: (place: string) => string;
}

const BLIND: Consequence = {
  word: "BLIND",
  stands: (place) => `changes of buckets in ${place} are not seen`,
};

/** What follows from each check that fails, the worst first. */
const CONSEQUENCES: Readonly<Record<CoverageCheck, Consequence>> = {
  trail: BLIND,
  "forwarding-rule": BLIND,
  "forwarding-role": BLIND,
  watched: BLIND,
  heartbeat: BLIND,
  "read-role": {
    word: "UNREADABLE",
    stands: (place) => `buckets in ${place} cannot be read, and verdicts on them are unknown`,
  },
  "forwarding-queue": {
    word: "EVENTS LOST",
    stands: (place) => `events of ${place} did not reach the security account`,
  },
  "tampering-rule": {
    word: "UNGUARDED",
    stands: (place) => `who switches off the monitoring of ${place} is not seen`,
  },
};

const UNKNOWN: Consequence = { word: "BLIND", stands: (place) => `not all is seen in ${place}` };

function consequencesOf({ checks = [] }: Finding): readonly Consequence[] {
  const failed = new Set(checks.map(({ check }) => check));
  const found = Object.entries(CONSEQUENCES).flatMap(([check, one]) => (failed.has(check) ? [one] : []));
  return found.length === 0 ? [UNKNOWN] : [...new Set(found)];
}

/** Such as `BLIND`. */
export const coverageKeyword = (finding: Finding): string => consequencesOf(finding)[0]?.word ?? UNKNOWN.word;

/** What is not seen, what of it still is not, and that all is seen again; each begins a sentence. */
export function coverageStatement(finding: Finding, place: string) {
  const stands = consequencesOf(finding)
    .map((one) => one.stands(place))
    .join(", and ");
  return {
    stands,
    changed: `the checks that fail have changed: ${stands}`,
    closed: `what was wrong with the coverage of ${place} is put right`,
  };
}
