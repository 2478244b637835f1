import { didYouMean, nearest } from "./nearest";

test.each([
  ["acount", ["account", "region"], "account"],
  ["Policy", ["policy", "policyStatus"], "policy"],
  ["POLICYSTATUS", ["policy", "policyStatus"], "policyStatus"],
  ["alc", ["acl"], "acl"],
  ["tgas", ["tags"], "tags"],
  ["polciy", ["policy"], "policy"],
  ["plcy", ["policy"], "policy"],
  // One for every three letters: of a short word two edits make any other.
  ["arn", ["acl"], undefined],
  ["note", ["name"], undefined],
  ["plc", ["policy"], undefined],
  ["", ["acl"], undefined],
  ["policy", [], undefined],
])("%j among %j: %j", (word, candidates, expected) => {
  expect(nearest(word, candidates)).toBe(expected);
});

test("however long the word is, no more edits than are asked for", () => {
  expect(nearest("publicAccessBloxxx", ["publicAccessBlock"])).toBe("publicAccessBlock");
  expect(nearest("publicAccessBloxxx", ["publicAccessBlock"], 2)).toBeUndefined();
});

test("as the end of a sentence", () => {
  expect(didYouMean("acount", ["account"])).toBe(' (did you mean "account"?)');
  expect(didYouMean("colour", ["account"])).toBe("");
});
