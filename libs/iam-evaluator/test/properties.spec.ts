import fc from "fast-check";
import { type AcceptedPolicy, type AcceptedStatement, statementsOf } from "@security-auto/iam-policy";

import { type AccessRequest, evaluate, type NamedPolicy, type Policies } from "../src";
import { hostileDocuments, policies, requests } from "./arbitraries";

const RUNS = { numRuns: 1000 };

const EVERYTHING: NamedPolicy = {
  name: "everything",
  document: { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
};

/** The root user of an account needs no statement. */
const askers = requests.filter(
  ({ principal }) => principal.kind !== "aws" || !principal.arn.endsWith(":root"),
);

function mapDocuments(
  { identity, resource, boundary, session }: Policies,
  change: (document: AcceptedPolicy) => AcceptedPolicy,
): Policies {
  const apply = ({ name, document }: NamedPolicy): NamedPolicy => ({ name, document: change(document) });
  return {
    ...(identity === undefined ? {} : { identity: identity.map(apply) }),
    ...(resource === undefined ? {} : { resource: apply(resource) }),
    ...(boundary === undefined ? {} : { boundary: apply(boundary) }),
    ...(session === undefined ? {} : { session: session.map(apply) }),
  };
}

function changed(
  given: Policies,
  change: (statement: AcceptedStatement) => readonly AcceptedStatement[],
): Policies {
  return mapDocuments(given, (document) => ({
    ...document,
    Statement: statementsOf(document).flatMap(change),
  }));
}

function under(statement: AcceptedStatement, condition: AcceptedStatement["Condition"]): AcceptedStatement {
  return { ...statement, Condition: { ...statement.Condition, ...condition } };
}

function decisionOf(request: AccessRequest, given: Policies): string {
  return evaluate(request, given).decision;
}

test("without an Allow nothing is allowed", () => {
  fc.assert(
    fc.property(askers, policies, (request, given) => {
      const denies = changed(given, (each) => (each.Effect === "Allow" ? [] : [each]));
      expect(decisionOf(request, denies)).not.toBe("allowed");
    }),
    RUNS,
  );
});

test("where every Allow hangs on something unknown nothing is allowed", () => {
  fc.assert(
    fc.property(askers, policies, (request, given) => {
      const doubtful = changed(given, (each) =>
        each.Effect === "Allow" ? [under(each, { Unheard: { "a:b": "c" } })] : [each],
      );
      expect(decisionOf(request, doubtful)).not.toBe("allowed");
    }),
    RUNS,
  );
});

test("another Deny allows nothing that was not allowed", () => {
  fc.assert(
    fc.property(requests, policies, policies, (request, given, more) => {
      const denies = changed(more, (each) => [{ ...each, Effect: "Deny" }]);
      const identity = [...(given.identity ?? []), ...(denies.identity ?? [])];
      fc.pre(decisionOf(request, given) !== "allowed");
      expect(decisionOf(request, { ...given, identity })).not.toBe("allowed");
    }),
    RUNS,
  );
});

test("a first session policy, or a boundary, allows nothing that was not allowed", () => {
  fc.assert(
    fc.property(askers, policies, policies, (request, given, { session = [], boundary }) => {
      const free: Policies = {
        ...(given.identity !== undefined && { identity: given.identity }),
        ...(given.resource !== undefined && { resource: given.resource }),
      };
      const federated =
        request.principal.kind === "aws" && request.principal.arn.includes(":federated-user/");
      const before = federated ? { ...free, session: [EVERYTHING] } : free;
      const after = {
        ...before,
        ...(boundary !== undefined && { boundary }),
        ...(!federated && { session }),
      };
      fc.pre(decisionOf(request, before) !== "allowed");
      expect(decisionOf(request, after)).not.toBe("allowed");
    }),
    RUNS,
  );
});

test("another Allow takes nothing away", () => {
  fc.assert(
    fc.property(requests, policies, policies, (request, given, more) => {
      const allows = changed(more, (each) => [{ ...each, Effect: "Allow" }]);
      const before = [EVERYTHING, ...(given.identity ?? [])];
      const after = [...before, ...(allows.identity ?? [])];
      const was = decisionOf(request, { ...given, identity: before });
      expect(was === "allowed" ? decisionOf(request, { ...given, identity: after }) : "allowed").toBe(
        "allowed",
      );
    }),
    RUNS,
  );
});

test("a decision in spite of something unknown holds whatever that turns out to be", () => {
  const holds = {};
  const fails = { Null: { "nobody:sends": "false" } };
  fc.assert(
    fc.property(
      requests,
      policies,
      fc.infiniteStream(fc.boolean()),
      fc.infiniteStream(fc.boolean()),
      (request, given, doubtful, truth) => {
        const marked = changed(given, (each) => [
          { ...each, Sid: doubtful.next().value ? "doubtful" : "sure" },
        ]);
        const unknown = changed(marked, (each) => [
          each.Sid === "doubtful" ? under(each, { Unheard: { "a:b": "c" } }) : each,
        ]);
        const known = changed(marked, (each) => {
          if (each.Sid !== "doubtful") return [each];
          return truth.next().value ? [under(each, holds)] : [{ ...each, Condition: fails }];
        });
        const decision = decisionOf(request, unknown);
        fc.pre(decision !== "refused");
        expect(decisionOf(request, known)).toBe(decision);
      },
    ),
    RUNS,
  );
});

test("the order of statements, a list instead of one value and the case of keys change nothing", () => {
  fc.assert(
    fc.property(requests, policies, (request, given) => {
      const turned = mapDocuments(
        changed(given, (each) => [written(each)]),
        (document) => ({
          ...document,
          Statement: [...statementsOf(document)].reverse(),
        }),
      );
      const context = Object.fromEntries(
        Object.entries(request.context ?? {}).map(([key, value]) => [key.toUpperCase(), value]),
      );
      expect(decisionOf({ ...request, context }, turned)).toBe(decisionOf(request, given));
    }),
    RUNS,
  );
});

test("no document that the parser accepts makes it throw", () => {
  fc.assert(
    fc.property(
      requests,
      hostileDocuments,
      hostileDocuments,
      fc.string(),
      (request, identity, resource, action) => {
        const given = {
          identity: [{ name: "identity", document: identity }],
          resource: { name: "resource", document: resource },
        };
        const { decision, because } = evaluate({ ...request, action }, given);
        expect([decision, because].every((text) => text.length > 0)).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

/** The same statement with lists for single values, and condition keys in capitals. */
function written(statement: AcceptedStatement): AcceptedStatement {
  const { Action, Resource, Condition } = statement;
  return {
    ...statement,
    ...(typeof Action === "string" ? { Action: [Action] } : {}),
    ...(typeof Resource === "string" ? { Resource: [Resource] } : {}),
    ...(Condition === undefined ? {} : { Condition: capitals(Condition) }),
  };
}

function capitals(condition: NonNullable<AcceptedStatement["Condition"]>) {
  return Object.fromEntries(
    Object.entries(condition).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, value]) => [key.toUpperCase(), value])),
    ]),
  );
}
