import {
  type AcceptedPolicy,
  POLICY_ELEMENTS,
  statementsOf,
  unknownElements,
  VERSION_WITH_VARIABLES,
} from "@security-auto/iam-policy";

import { all, type Answer, unknown, within } from "./answer";
import { contextOf } from "./context";
import type { StatementRef } from "./decision";
import type { AccessRequest, NamedPolicy, Policies } from "./request";
import { matchStatement, type Side, type StatementMatch } from "./statement";

/** A statement of one of the policies, and what it has to do with the request. */
export interface Gathered extends StatementMatch {
  readonly side: Side;
  readonly effect: "Allow" | "Deny";
  readonly ref: StatementRef;
}

/** Every statement of every policy, matched against the request. */
export function gather(request: AccessRequest, policies: Policies): readonly Gathered[] {
  const context = contextOf(request);
  const bounded = policies.boundary !== undefined;
  const from = (side: Side, { name, document }: NamedPolicy): readonly Gathered[] => {
    const whole = elementsOf(document);
    const reading = { context, variables: document.Version === VERSION_WITH_VARIABLES };
    return statementsOf(document).map((statement, index) => {
      const match = matchStatement(statement, side, request, reading, bounded);
      const place = (answer: Answer) =>
        all([within(`${name}: Statement[${index}]`, answer), within(name, whole)]);
      return {
        side,
        effect: statement.Effect,
        ref: { policy: name, index, ...(statement.Sid === undefined ? {} : { sid: statement.Sid }) },
        answer: place(match.answer),
        grants: match.grants.map(({ via, answer }) => ({ via, answer: place(answer) })),
        passed: match.passed,
      };
    });
  };
  return [
    ...(policies.identity ?? []).flatMap((policy) => from("identity", policy)),
    ...(policies.resource === undefined ? [] : from("resource", policies.resource)),
    ...(policies.boundary === undefined ? [] : from("boundary", policies.boundary)),
    ...(policies.session ?? []).flatMap((policy) => from("session", policy)),
  ];
}

function elementsOf(document: AcceptedPolicy): Answer {
  return all(unknownElements(document, POLICY_ELEMENTS).map((name) => unknown("policy element", name)));
}
