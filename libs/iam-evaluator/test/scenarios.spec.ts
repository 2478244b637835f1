import { evaluate, type Policies } from "../src";
import { CAST } from "./cast";
import { named } from "./named";
import { type Scenario, scenarios } from "./tables";

describe.each(scenarios())("$theme", ({ rows }) => {
  test.each(rows)("$name", ({ policies, request, expected }) => {
    const decision = evaluate({ ...request, principal: CAST[request.principal] }, policiesOf(policies));

    expect(decision.decision).toBe(expected.decision);
    expect("statement" in decision ? decision.statement.sid : undefined).toBe(expected.statement);
    expect(
      "unsupported" in decision ? decision.unsupported.map(({ what, name }) => `${what} ${name}`) : undefined,
    ).toEqual(expected.unsupported);
    expect(decision.because).toContain(expected.because ?? "");
  });
});

test("there are at least 80 scenarios, and none twice", () => {
  const names = scenarios().flatMap(({ rows }) => rows.map(({ name }) => name));
  expect(names.length).toBeGreaterThanOrEqual(80);
  expect(new Set(names).size).toBe(names.length);
});

function policiesOf({ identity, resource, boundary }: Scenario["policies"]): Policies {
  return {
    ...(identity === undefined ? {} : { identity: [named("identity", identity)] }),
    ...(resource === undefined ? {} : { resource: named("resource", resource) }),
    ...(boundary === undefined ? {} : { boundary: named("boundary", boundary) }),
  };
}
