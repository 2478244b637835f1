import type { Finding } from "../policies/finding";
import { isSame, isSamePlace } from "../policies/held-statement";
import type { WiderMutant } from "./mutant";

interface Check {
  /** Ends the sentence "killed by ...". */
  readonly name: string;
  readonly finds: Finding["kind"];
}

const BROAD: Check = { name: "a resource with a wildcard", finds: "granted but never used" };
const NEGATIVE_TEST: Check = { name: "a negative access test", finds: "not refused" };
const USE: Check = { name: "a use that is refused", finds: "used but not granted" };

/**
 * The check that finds what the mutant changed, by its name; `undefined` when what it should find is not among the
 * findings of the stack that has the mutant.
 */
export function checkThatFinds(mutant: WiderMutant, findings: readonly Finding[]): string | undefined {
  const { name, finds } = checkFor(mutant);
  const isFound = findings.some(
    (finding) =>
      finding.kind === finds &&
      isSame(finding.holder, mutant.held.holder) &&
      // What a Deny refused is allowed by another statement.
      (finding.kind === "used but not granted" ||
        mutant.kind === "undenied" ||
        (finding.held !== undefined && isSamePlace(finding.held, mutant.held))),
  );
  return isFound ? name : undefined;
}

function checkFor({ kind, held }: WiderMutant): Check {
  if (kind === "any resource") return BROAD;
  if (kind === "undenied") return NEGATIVE_TEST;
  // Without its condition a Deny refuses what has to be allowed.
  return held.statement.Effect === "Deny" ? USE : NEGATIVE_TEST;
}
