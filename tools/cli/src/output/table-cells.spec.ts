import { inLines } from "./table-cells";

test.each<[string, string, number, readonly string[]]>([
  ["a text that fits", "public before", 20, ["public before"]],
  ["a line ends with no space", "public before, private after", 16, ["public before,", "private after"]],
  ["an id goes on after a colon", "444455556666:ledger:1", 15, ["444455556666:", "ledger:1"]],
  ["a word that is too long is not broken", "ledger-archive", 6, ["ledger-archive"]],
])("%s", (_, text, width, lines) => {
  expect(inLines(text, width)).toEqual(lines);
});
