import { printable } from "./printable";

test.each([
  ["plain text", "PutBucketPolicy of Zoë, 日本 🪣", "PutBucketPolicy of Zoë, 日本 🪣"],
  ["a line that would be another", "a\r\nb", "a\\u000d\\u000ab"],
  ["colours and cursors", "\u001b[31mred\u009b2J", "\\u001b[31mred\\u009b2J"],
  ["text that runs the other way", "a\u202eb", "a\\u202eb"],
  ["half a character", "\ud800x", "\\ud800x"],
  ["unicode's own line breaks", "a\u2028b\u2029", "a\\u2028b\\u2029"],
])("%s", (_what, text, shown) => {
  expect(printable(text)).toBe(shown);
});
