import { EXAMPLES } from "./examples";
import { judged } from "./judged";

const NOW = new Date("2026-03-04T09:14:02Z");

const bucketOf = (text: string): unknown => {
  const value = JSON.parse(text) as object;
  return "Statement" in value ? { name: "bucket", policy: value } : value;
};

test.each([
  ["everyone may read it", "violates", "public", 1],
  ["everyone may, but public access is blocked", "holds", "private", 0],
  ["sensitive, and an account outside may read it", "violates", "external", 1],
  ["the organization alone, by a condition", "holds", "organization", 0],
  ["its policy could not be read", "unknown", "private", 0],
  ["a policy alone", "holds", "private", 0],
])("the example %j: %s, at least %s, a plan of %s steps", (name, verdict, atLeast, steps) => {
  const text = EXAMPLES.find((example) => example.name === name)?.text ?? "";
  const shown = judged(bucketOf(text), undefined, NOW);
  expect(shown).toMatchObject({ kind: "judged", verdict, assessment: { exposure: { atLeast } } });
  expect(shown.kind === "judged" && shown.plan.steps).toHaveLength(steps);
});

test("every example is looked at", () => {
  expect(EXAMPLES).toHaveLength(6);
});

test.each([
  ["no bucket", [], undefined],
  ["a key that is nearly a known one", { name: "x", polcy: {} }, undefined],
  ["invariants that are none", { name: "x" }, [{ name: 1 }]],
])("%s is refused in words", (_what, described, invariants) => {
  const shown = judged(described, invariants, NOW);
  expect(shown.kind === "wrong" && shown.issues[0]?.message).toMatch(/\w/);
});
