import type { AccessRequest } from "@security-auto/iam-evaluator";
import type { Asked } from "@security-auto/local-cloud";
import { allowedOnce, type NegativeTestResults, runNegativeTests } from "./negative-tests/run-negative-tests";
import { ACCEPTED_BROAD, ACCEPTED_TESTS, acceptanceOf } from "./policies/accepted";
import { compare } from "./policies/compare";
import type { Finding } from "./policies/finding";
import { grantsOf } from "./policies/grant";
import { type HeldPolicies, type HeldStatement, type Holder, keyOfHolder } from "./policies/held-statement";
import { tooBroad } from "./policies/too-broad";

/** All that is to say of policies, from what was asked of them. */
export interface Judgement {
  readonly findings: readonly Finding[];
  /** How many negative access tests were made, were denied, and were allowed for a listed reason. */
  readonly negativeTests: Readonly<Record<"made" | "refused" | "accepted", number>>;
  /** How many grants are on an accepted resource with a wildcard. */
  readonly acceptedBroad: number;
  /** What is in the lists of accepted things and not in the policies, a line each. */
  readonly unmet: readonly string[];
}

export type Judge = (policies: HeldPolicies) => Judgement;

export function judge(asked: readonly Asked[], policies: HeldPolicies): Judgement {
  return judgeBy(asked)(policies);
}

/**
 * A judge of any number of stacks by the same uses. What is to say of a role or resource follows from its own statements and the uses
 * alone, so that one whose statements were judged before is not judged again: of a mutant that is the one it changed.
 */
export function judgeBy(asked: readonly Asked[]): Judge {
  const known = new Map<string, Part>();
  const uses = allowedOnce(asked);
  const partOf = (policies: HeldPolicies): Part => {
    const key = JSON.stringify(policies);
    const part = known.get(key) ?? partBy(asked, uses, policies);
    known.set(key, part);
    return part;
  };
  return (policies) => joined(byHolder(policies).map(partOf));
}

/** What is to say of one role or resource. */
interface Part {
  readonly compared: readonly Finding[];
  readonly broad: readonly Finding[];
  readonly negative: NegativeTestResults;
  /** The grants on a resource with a wildcard that is accepted, and what accepts each. */
  readonly accepted: readonly { readonly action: string; readonly by: object }[];
}

/** @param uses - what of it was allowed, each once */
function partBy(asked: readonly Asked[], uses: readonly AccessRequest[], policies: HeldPolicies): Part {
  const { statements } = policies;
  return {
    compared: compare(asked, policies),
    broad: tooBroad(statements),
    negative: runNegativeTests(uses, policies),
    accepted: statements.flatMap(grantsOf).flatMap((grant) => {
      const by = acceptanceOf(grant);
      return by === undefined ? [] : [{ action: grant.action, by }];
    }),
  };
}

/** The policies of each role and resource by themselves; those of what may have none come last, without a holder. */
function byHolder({ holders, statements }: HeldPolicies): readonly HeldPolicies[] {
  const own = new Map<string, HeldStatement[]>();
  for (const held of statements) {
    const key = keyOfHolder(held.holder);
    own.set(key, [...(own.get(key) ?? []), held]);
  }
  const of = (holder: Holder): readonly HeldStatement[] => own.get(keyOfHolder(holder)) ?? [];
  const listed = new Set(holders.map(keyOfHolder));
  return [
    ...holders.map((holder) => ({ holders: [holder], statements: of(holder) })),
    { holders: [], statements: statements.filter(({ holder }) => !listed.has(keyOfHolder(holder))) },
  ];
}

function joined(parts: readonly Part[]): Judgement {
  const negative = parts.map((part) => part.negative);
  const acceptedTests = negative.flatMap(({ accepted }) => accepted);
  const broad = parts.flatMap(({ accepted }) => accepted);
  const isMet = (action: string, accepted: object) =>
    broad.some((grant) => grant.action === action && grant.by === accepted);
  return {
    findings: [
      ...parts.flatMap(({ compared }) => compared),
      ...parts.flatMap((part) => part.broad),
      ...negative.flatMap(({ findings }) => findings),
    ],
    negativeTests: {
      made: sum(negative.map(({ made }) => made)),
      refused: sum(negative.map(({ refused }) => refused)),
      accepted: acceptedTests.length,
    },
    acceptedBroad: broad.length,
    unmet: [
      ...ACCEPTED_BROAD.filter(({ roles }) => roles === undefined).flatMap((accepted) =>
        accepted.actions
          .filter((action) => !isMet(action, accepted))
          .map((action) => `accepted, but not granted: ${action} on ${accepted.resource.source}`),
      ),
      ...ACCEPTED_TESTS.filter((test) => test.bySwitch !== true && !acceptedTests.includes(test)).map(
        ({ about, action, by }) => `accepted, but not allowed: ${action} by ${by} with another ${about}`,
      ),
    ],
  };
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
