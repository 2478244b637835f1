import type { Asked } from "@security-auto/local-cloud";
import type { AccessRequest } from "@security-auto/iam-evaluator";
import { acceptanceOfTest, type AcceptedTest } from "../policies/accepted";
import type { Finding } from "../policies/finding";
import { type HeldPolicies, type HeldStatement, type Holder, isSame } from "../policies/held-statement";
import { Seen } from "../policies/seen";
import { concerns, decideOnSide, mayDeny } from "../policies/side";
import { type NegativeTest, negativeTestsOf } from "./negative-test";

/** What became of the negative access tests. */
export interface NegativeTestResults {
  readonly made: number;
  readonly refused: number;
  /** Those that are allowed, and should not be. */
  readonly findings: readonly Finding[];
  /** What was needed of the accepted ones: one for each test that is allowed for that reason. */
  readonly accepted: readonly AcceptedTest[];
}

type Outcome =
  | { readonly is: "refused" }
  | { readonly is: "accepted"; readonly accepted: AcceptedTest }
  | { readonly is: "allowed"; readonly finding: NotRefused };

type NotRefused = Extract<Finding, { kind: "not refused" }>;

/**
 * Tries each allowed use in other circumstances, on each side that had to agree to it.
 *
 * @param uses - as {@link allowedOnce} gives them
 */
export function runNegativeTests(
  uses: readonly AccessRequest[],
  { holders, statements }: HeldPolicies,
): NegativeTestResults {
  const outcomes = holders.flatMap((holder) => {
    const own = statements.filter((held) => isSame(held.holder, holder));
    return uses
      .filter((use) => concerns(holder, use) || mayDeny(holder, use))
      .flatMap((use) => negativeTestsOf(use, holder))
      .map((test) => outcomeOf(test, holder, own));
  });
  return {
    made: outcomes.length,
    refused: outcomes.filter(({ is }) => is === "refused").length,
    findings: byStatement(outcomes.flatMap((outcome) => (outcome.is === "allowed" ? [outcome.finding] : []))),
    accepted: outcomes.flatMap((outcome) => (outcome.is === "accepted" ? [outcome.accepted] : [])),
  };
}

/** An action of a statement is one finding, with each test that is allowed: the first resource is enough. */
function byStatement(findings: readonly NotRefused[]): readonly Finding[] {
  const groups = new Map<string, NotRefused[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.holder, finding.held?.place, finding.action]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].flatMap((group) =>
    group.slice(0, 1).map((first) => ({
      ...first,
      because: [...new Set(group.map(({ because }) => because))].join(", "),
    })),
  );
}

/** Each use once, in whatever branch and session it was seen. */
export function allowedOnce(asked: readonly Asked[]): readonly AccessRequest[] {
  const seen = new Seen();
  for (const each of asked) if (each.decision.decision === "allowed") seen.add(each);
  return seen.asked.map(({ request }) => request);
}

function outcomeOf(
  { about, how, request }: NegativeTest,
  holder: Holder,
  own: readonly HeldStatement[],
): Outcome {
  const isAllowedBy = (some: readonly HeldStatement[]) =>
    decideOnSide(
      holder,
      some.map(({ statement }) => statement),
      request,
    ).decision === "allowed";
  if (!isAllowedBy(own)) return { is: "refused" };
  // None where the holder could only have denied it.
  const held = own.find((each) => isAllowedBy([each]));
  const { principal, action, resource } = request;
  const by = principal.kind === "service" ? principal.service : "AWS";
  const accepted = held === undefined ? undefined : acceptanceOfTest({ about, action, by }, held);
  return accepted !== undefined
    ? { is: "accepted", accepted }
    : { is: "allowed", finding: { kind: "not refused", holder, held, action, resource, because: how } };
}
