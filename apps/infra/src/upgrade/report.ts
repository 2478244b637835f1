import { ACCEPTED } from "./accepted";
import type { Baseline } from "./baseline";
import { type Change, compare, isLoss } from "./compare";

/** A stack of an environment, and what an update does to it. */
export interface StackChanges {
  readonly environment: string;
  readonly stack: "central" | "member";
  readonly changes: readonly Change[];
}

/** What an update of a release does, stack by stack. An environment that the release did not have is left out. */
export function changesSince(
  { environments: before }: Baseline,
  after: Baseline["environments"],
): readonly StackChanges[] {
  return Object.entries(before).flatMap(([environment, was]) => {
    const is = after[environment];
    if (is === undefined) return [];
    return (["central", "member"] as const).map((stack) => ({
      environment,
      stack,
      changes: compare(was[stack], is[stack]),
    }));
  });
}

const SIGNS = { added: "+", removed: "-", replaced: "!", "in the way": "!" } as const satisfies Record<
  Change["kind"],
  string
>;

const acceptedBecause = ({ logicalId }: Change): string | undefined =>
  ACCEPTED.find((one) => one.logicalId === logicalId)?.because;

/** Whether a change takes something away, and nobody has said why that may be. */
export const isUnexpected = (change: Change): boolean =>
  isLoss(change) && acceptedBecause(change) === undefined;

/** The same in words, one line a change: `+` is added, `-` removed, `!` lost. */
export function report(
  baseline: Baseline,
  after: Baseline["environments"],
): { readonly text: string; readonly losses: number } {
  const all = changesSince(baseline, after);
  const sections = all.map(({ environment, stack, changes }) =>
    [
      `${environment}, ${stack} stack: ${summary(changes)}`,
      ...changes.map((change) => `  ${isUnexpected(change) ? "!" : SIGNS[change.kind]} ${lineOf(change)}`),
    ].join("\n"),
  );
  return {
    text: `An update of release ${baseline.commit}:\n\n${sections.join("\n\n")}\n`,
    losses: all.flatMap(({ changes }) => changes).filter(isUnexpected).length,
  };
}

function lineOf(change: Change): string {
  const { kind, type, what } = change;
  const because = isLoss(change) ? acceptedBecause(change) : undefined;
  const line = `${kind === "added" || kind === "removed" ? "" : `${kind}: `}${type} ${what}`;
  return because === undefined ? line : `${line}: ${because}`;
}

function summary(changes: readonly Change[]): string {
  if (changes.length === 0) return "everything is kept, nothing is added";
  const count = (kind: Change["kind"]) => changes.filter((change) => change.kind === kind).length;
  const lost = changes.filter(isUnexpected).length;
  return `${count("added")} added, ${count("removed")} removed, ${lost === 0 ? "nothing that holds data or has a name is lost" : `${lost} to look at`}`;
}
