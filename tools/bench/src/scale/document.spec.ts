import { readFileSync } from "node:fs";
import { join } from "node:path";
import { duration, fillSections, percent, short, table, usd } from "./markdown";
import { sections } from "./sections";

test("docs/scale.md says what the figures give: npx nx scale bench -- --write", () => {
  const document = readFileSync(join(__dirname, "../../../../docs/scale.md"), "utf8");
  expect(document).toBe(fillSections(document, sections()));
});

test("a section without its marks is an error that names it", () => {
  expect(() => fillSections("<!-- a:end --> <!-- a:start -->", { a: "" })).toThrow("<!-- a:start -->");
  expect(() => fillSections("nothing", { a: "" })).toThrow("<!-- a:start -->");
});

test("figures stand to the right, words to the left", () => {
  expect(
    table([
      ["what", "usd", "why"],
      ["a", "$1.00", "because"],
    ]),
  ).toBe("| what |   usd | why     |\n| ---- | ----: | ------- |\n| a    | $1.00 | because |");
});

test.each([
  [usd(0), "$0.00"],
  [usd(0.001), "< $0.01"],
  [usd(1234.5), "$1,234.50"],
  [short(0), "0"],
  [short(0.0012345), "0.00123"],
  [short(123456), "123,000"],
  [percent(0.12345), "12.3%"],
  [duration(999), "999 ms"],
  [duration(1500), "1.5 s"],
  [duration(240_000), "4 min"],
  [duration(21_600_000), "6 h"],
])("%s", (shown, expected) => {
  expect(shown).toBe(expected);
});
