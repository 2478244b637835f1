import fc from "fast-check";
import { events, patterns, tiedEvents, tiedPatterns } from "../test/arbitraries";
import { referenceMatches } from "../test/reference-matcher";
import { type CompiledPattern, compilePattern, type EventPattern } from "./index";

function compiled(pattern: unknown): CompiledPattern {
  const result = compilePattern(pattern);
  if (!result.success) throw new Error(`${result.error.path} ${result.error.reason}`);
  return result.data;
}

const runs = { numRuns: 1000 };

test.each([
  ["all kinds of conditions", patterns, events, 0.005],
  ["fields in shared lists", tiedPatterns, tiedEvents, 0.1],
])("agrees with the reference on %s", (_, somePatterns, someEvents, leastMatching) => {
  let matched = 0;
  fc.assert(
    fc.property(somePatterns, someEvents, (pattern, event) => {
      const matches = compiled(pattern).matches(event);
      matched += Number(matches);
      expect(matches).toBe(referenceMatches(pattern, event));
    }),
    runs,
  );
  expect(matched / runs.numRuns).toBeGreaterThan(leastMatching);
});

test("a pattern's verdict does not depend on the event before", () => {
  fc.assert(
    fc.property(patterns, fc.array(events, { maxLength: 5 }), (pattern, many) => {
      const { matches } = compiled(pattern);
      const apart = many.map((event) => compiled(pattern).matches(event));
      expect(many.map(matches)).toEqual(apart);
    }),
  );
});

/** Turns every list of values and of alternatives round, but not the operands of an operator. */
function reversed(node: unknown): unknown {
  if (Array.isArray(node)) {
    const entries: readonly unknown[] = node;
    return entries.map(reversed).toReversed();
  }
  if (typeof node !== "object" || node === null || Object.hasOwn(node, "numeric")) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, reversed(value)]));
}

test("the order of values in a list changes nothing", () => {
  fc.assert(
    fc.property(patterns, events, (pattern, event) => {
      const turned = compilePattern(reversed(pattern));
      // In another order, the same wildcards may add up in one machine.
      if (!turned.success) expect(turned.error.reason).toContain("too complex");
      fc.pre(turned.success);
      expect(turned.data.matches(event)).toBe(compiled(pattern).matches(event));
    }),
    runs,
  );
});

test("explain is empty exactly when the event matches, and says why in words", () => {
  fc.assert(
    fc.property(patterns, events, (pattern, event) => {
      const { matches, explain } = compiled(pattern);
      const mismatches = explain(event);
      expect(mismatches.length === 0).toBe(matches(event));
      for (const { because } of mismatches) expect(because).not.toMatch(/undefined|\[object/);
    }),
    runs,
  );
});

test("an event matches the fields that explain does not name", () => {
  let explained = 0;
  const flat = tiedPatterns.map((pattern) => flattened(pattern, "")).filter((fields) => !mayMiss(fields));
  fc.assert(
    fc.property(flat, tiedEvents, (fields, event) => {
      const named = compiled(fields)
        .explain(event)
        .flatMap(({ path, expected }) =>
          Array.isArray(expected) ? path : Object.keys(expected as Record<string, unknown>),
        );
      const others = Object.entries(fields).filter(([path]) => !named.includes(path));
      explained += Number(named.length > 0 && others.length > 0);
      expect(others.length === 0 || compiled(Object.fromEntries(others)).matches(event)).toBe(true);
    }),
    runs,
  );
  expect(explained).toBeGreaterThan(runs.numRuns / 20);
});

/** The pattern's fields by their dotted paths. */
function flattened(pattern: EventPattern, prefix: string): EventPattern {
  return Object.fromEntries(
    Object.entries(pattern).flatMap(([key, value]): [string, EventPattern[string]][] =>
      isPattern(value) ? Object.entries(flattened(value, `${prefix}${key}.`)) : [[`${prefix}${key}`, value]],
    ),
  );
}

function isPattern(value: EventPattern[string]): value is EventPattern {
  return !Array.isArray(value);
}

function mayMiss(fields: EventPattern): boolean {
  return JSON.stringify(fields).includes('"exists":false');
}

test("no JSON value makes matches or explain throw", () => {
  fc.assert(
    fc.property(patterns, fc.jsonValue(), (pattern, event) => {
      const { matches, explain } = compiled(pattern);
      expect(explain(event).length === 0).toBe(matches(event));
    }),
    runs,
  );
});

test("no JSON value makes compilePattern throw, and a refusal names a place and a reason", () => {
  const expression = fc.dictionary(
    fc.constantFrom(
      "prefix",
      "suffix",
      "numeric",
      "cidr",
      "wildcard",
      "exists",
      "anything-but",
      "equals-ignore-case",
      "exactly",
      "x",
    ),
    fc.jsonValue({ maxDepth: 2 }),
    { maxKeys: 2 },
  );
  const almost = fc.dictionary(
    fc.constantFrom("a", "$or", "prefix"),
    fc.oneof(fc.jsonValue(), fc.array(fc.oneof(expression, fc.jsonValue({ maxDepth: 2 })))),
    { maxKeys: 3 },
  );
  fc.assert(
    fc.property(fc.oneof(almost, fc.jsonValue()), (pattern) => {
      const result = compilePattern(pattern);
      if (result.success) {
        expect(typeof result.data.matches(pattern)).toBe("boolean");
      } else {
        expect(typeof result.error.path).toBe("string");
        expect(result.error.reason).toMatch(/^(must|takes|has|is|needs|")/);
      }
    }),
    runs,
  );
});
