import fc from "fast-check";

import { anyForVariables, hasVariable, readVariables } from "./variables";

const kinds = (text: string) =>
  readVariables(text).map((piece) =>
    piece.kind === "variable" ? [piece.kind, piece.key, piece.fallback] : [piece.kind, piece.written],
  );

test.each([
  ["plain", [["text", "plain"]]],
  ["", []],
  ["$x {y}", [["text", "$x {y}"]]],
  ["${aws:username}", [["variable", "aws:username", undefined]]],
  [
    "home/${aws:username}/*",
    [
      ["text", "home/"],
      ["variable", "aws:username", undefined],
      ["text", "/*"],
    ],
  ],
  ["${aws:PrincipalTag/team, 'none'}", [["variable", "aws:PrincipalTag/team", "none"]]],
  ["${aws:PrincipalTag/team,''}", [["variable", "aws:PrincipalTag/team", ""]]],
  [
    "${*}${?}${$}",
    [
      ["character", "${*}"],
      ["character", "${?}"],
      ["character", "${$}"],
    ],
  ],
  [
    "a${b",
    [
      ["text", "a"],
      ["malformed", "${b"],
    ],
  ],
  ["${}", [["malformed", "${}"]]],
  ["${username}", [["malformed", "${username}"]]],
  ["${aws:username }", [["malformed", "${aws:username }"]]],
  ["${aws:${aws:username}}", [["malformed", "${aws:${aws:username}}"]]],
])("the pieces of %j", (text, expected) => {
  expect(kinds(text)).toEqual(expected);
});

test("the pieces are the text", () => {
  const unit = fc.constantFrom("${", "}", "aws:username", "*", "?", "$", ", 'x'", "a", "😀");
  const texts = fc.array(unit, { maxLength: 12 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(texts, (text) => {
      expect(
        readVariables(text)
          .map(({ written }) => written)
          .join(""),
      ).toBe(text);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ["b/${aws:username}/x", "b/*/x"],
  ["b/${*}", "b/?"],
  ["b/${?}", "b/?"],
  ["b/${$}{x}", "b/${x}"],
  ["b/${x", "b/*"],
  ["b/x*", "b/x*"],
])("whatever the variables of %j stand for fits %j", (text, pattern) => {
  expect(anyForVariables(text)).toBe(pattern);
});

test("a dollar or a brace alone is no variable", () => {
  expect(["$", "{x}", "$ {x}", "a${"].map(hasVariable)).toEqual([false, false, false, true]);
});
