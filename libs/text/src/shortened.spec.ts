import { shortened } from "./shortened";

test.each([
  ["a text that fits", "ledger", 6, "ledger"],
  ["one that does not", "ledger-archive", 10, "ledger-..."],
  ["a character that would be cut in half", "ledge🪣-archive", 9, "ledge..."],
])("%s", (_what, text, most, shown) => {
  expect(shortened(text, most)).toBe(shown);
});
