import {
  type AcceptedStatement,
  listOf,
  STATEMENT_ELEMENTS,
  unknownElements,
} from "@security-auto/iam-policy";

import { all, type Answer, any, no, not, unknown, within, YES } from "./answer";
import { matchCondition } from "./condition";
import type { Reading } from "./expand";
import { matchAction } from "./match-action";
import { matchNotPrincipal } from "./match-not-principal";
import { matchPrincipal, type PrincipalMatch } from "./match-principal";
import { matchResource } from "./match-resource";
import type { AccessRequest } from "./request";

/** Whose policy a statement stands in. */
export type Side = "identity" | "resource" | "boundary" | "session";

/** What a statement has to do with a request. */
export interface StatementMatch {
  /** Whether it applies. */
  readonly answer: Answer;
  /** The same, by the way it names the principal. */
  readonly grants: readonly PrincipalMatch[];
  /** How many of its elements apply, in the order they are read; distinguishes near misses from far ones. */
  readonly passed: number;
}

/** `bounded`: the principal has a permissions boundary. */
export function matchStatement(
  statement: AcceptedStatement,
  side: Side,
  request: AccessRequest,
  reading: Reading,
  bounded: boolean,
): StatementMatch {
  const principals = principalsOf(statement, side, request, bounded);
  const checks = [
    () => elements(statement),
    () => action(statement, request),
    () => resource(statement, side, request, reading),
    () => named(principals),
    () => condition(statement, reading),
  ];
  const answers: Answer[] = [];
  for (const check of checks) {
    const answer = check();
    // One element that does not apply settles it, whatever the others hold.
    if (answer.is === "no") return { answer, grants: [], passed: answers.length };
    answers.push(answer);
  }
  const others = answers.filter((_, index) => index !== PRINCIPAL);
  return {
    answer: all(answers),
    grants: principals.map(({ via, answer }) => ({ via, answer: all([answer, ...others]) })),
    passed: answers.length,
  };
}

/** Place of the principal among the elements. */
const PRINCIPAL = 3;

function named(principals: readonly PrincipalMatch[]): Answer {
  return principals.length === 0
    ? no("it does not name the principal")
    : any(principals.map(({ answer }) => answer));
}

function condition({ Condition }: AcceptedStatement, reading: Reading): Answer {
  return Condition === undefined ? YES : within("Condition", matchCondition(Condition, reading));
}

function elements(statement: AcceptedStatement): Answer {
  return all(
    unknownElements(statement, STATEMENT_ELEMENTS).map((name) =>
      within(name, unknown("statement element", name)),
    ),
  );
}

function action({ Action, NotAction }: AcceptedStatement, request: AccessRequest): Answer {
  if (Action !== undefined) return within("Action", matchAction(listOf(Action), request.action));
  if (NotAction !== undefined)
    return within("NotAction", not(matchAction(listOf(NotAction), request.action)));
  return unknown("statement without an action", "Action");
}

function resource(
  { Resource, NotResource }: AcceptedStatement,
  side: Side,
  request: AccessRequest,
  reading: Reading,
): Answer {
  if (Resource !== undefined) {
    return within("Resource", resourceNo(matchResource(listOf(Resource), request.resource, reading, false)));
  }
  if (NotResource !== undefined) {
    return within(
      "NotResource",
      resourceNo(not(matchResource(listOf(NotResource), request.resource, reading, true))),
    );
  }
  // A trust policy names no resource: it means the role it belongs to.
  return side === "resource" && request.action.toLowerCase().startsWith("sts:")
    ? YES
    : unknown("statement without a resource", "Resource");
}

function resourceNo(answer: Answer): Answer {
  return answer.is === "no" ? no("it is about other resources") : answer;
}

function principalsOf(
  statement: AcceptedStatement,
  side: Side,
  { principal }: AccessRequest,
  bounded: boolean,
): readonly PrincipalMatch[] {
  const { Principal, NotPrincipal, Effect } = statement;
  if (side !== "resource") {
    const answer =
      Principal === undefined && NotPrincipal === undefined
        ? YES
        : unknown(
            "principal in a policy of an identity",
            Principal === undefined ? "NotPrincipal" : "Principal",
          );
    return [{ via: "itself", answer }];
  }
  if (Principal !== undefined) {
    return matchPrincipal(Principal, principal).map(({ via, answer }) => ({
      via,
      answer: within("Principal", answer),
    }));
  }
  if (NotPrincipal !== undefined) {
    const match = matchNotPrincipal(NotPrincipal, principal, { effect: Effect, bounded });
    const answer = within("NotPrincipal", match);
    return answer.is === "no" ? [] : [{ via: "everyone", answer }];
  }
  return [{ via: "itself", answer: unknown("resource policy without a principal", "Principal") }];
}
