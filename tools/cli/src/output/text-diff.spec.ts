import * as fc from "fast-check";
import { type DiffLine, textDiff } from "./text-diff";

const written = (lines: readonly DiffLine[]) => lines.map(({ sign, line }) => `${sign}${line}`).join(" ");

test.each([
  ["nothing changes", "a b c", "a b c", " a  b  c"],
  ["a line is added", "a c", "a b c", " a +b  c"],
  ["a line is removed", "a b c", "a c", " a -b  c"],
  ["a line is changed", "a b c", "a x c", " a -b +x  c"],
  ["all of it is new", "", "a b", "+a +b"],
  ["all of it goes", "a b", "", "-a -b"],
])("%s", (_, before, after, diff) => {
  const lines = (text: string) => text.split(" ").filter(Boolean);
  expect(written(textDiff(lines(before), lines(after)))).toBe(diff);
});

test("without what is added it is the text before, and without what is removed the text after", () => {
  const text = fc.array(fc.constantFrom("{", "}", '"a"', '"b"'), { maxLength: 12 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = textDiff(before, after);
      const of = (left: DiffLine["sign"]) =>
        lines.filter(({ sign }) => sign !== left).map(({ line }) => line);
      expect(of("+")).toEqual(before);
      expect(of("-")).toEqual(after);
    }),
  );
});
