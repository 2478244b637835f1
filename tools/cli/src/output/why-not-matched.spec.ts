import type { RuleTrace } from "@security-auto/local-cloud";
import { whyNotMatched } from "./why-not-matched";

type Mismatch = RuleTrace["mismatches"][number];

const missed = (because: string, alternatives?: readonly (readonly Mismatch[])[]): Mismatch => ({
  path: "",
  expected: undefined,
  actual: undefined,
  because,
  ...(alternatives !== undefined && { alternatives }),
});

const near = [missed("the name is another")];
const far = [missed("the source is another"), missed("the name is another")];

test.each<[string, readonly Mismatch[], readonly string[]]>([
  ["fields are printed as they are", far, ["the source is another", "the name is another"]],
  [
    "of alternatives the one that lacks least",
    [missed("none of the 2 holds", [far, near])],
    ["the name is another"],
  ],
  [
    "of equal ones the first",
    [missed("none of the 2 holds", [near, [missed("late")]])],
    ["the name is another"],
  ],
  [
    "alternatives within alternatives",
    [missed("the account is another"), missed("none holds", [[missed("none within", [far, near])], far])],
    ["the account is another", "the name is another"],
  ],
])("%s", (_what, mismatches, because) => {
  expect(whyNotMatched({ name: "rule", matched: false, mismatches })).toEqual(because);
});
