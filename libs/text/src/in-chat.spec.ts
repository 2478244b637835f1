import * as fc from "fast-check";
import { inChat } from "./in-chat";

test.each([
  [
    "plain text",
    "IAM user release-bot in account 444455556666",
    "IAM user release-bot in account 444455556666",
  ],
  ["a mention of everybody", "<!channel>", "‹!channel›"],
  ["a mention of a user", "<@U012ABCDEF>", "‹＠U012ABCDEF›"],
  ["a mention without brackets", "@here #general", "＠here ＃general"],
  ["a mention in Teams", "<at>Noor</at>", "‹at›Noor‹/at›"],
  ["a link of Slack", "<https://example.com|your console>", "‹https∶//example․com|your console›"],
  ["a link of Markdown", "[your console](https://example.com)", "［your console］(https∶//example․com)"],
  ["the name of a host", "example.com", "example․com"],
  ["a mail address", "noor@example.com", "noor＠example․com"],
  ["an entity", "&lt;!channel&gt;", "＆lt;!channel＆gt;"],
  ["bold, italic and struck", "*a* _b_ ~c~ **d** __e__", "∗a∗ ˍbˍ ∼c∼ ∗∗d∗∗ ˍˍeˍˍ"],
  ["a name with underscores", "data_of_2026", "data_of_2026"],
  ["the end of a code span", "a` <!here> `b", "aˋ ‹!here› ˋb"],
  ["an emoji", "done :white_check_mark:", "done ∶white_check_mark:"],
  ["an emoji that the text behind it would end", "done :x", "done ∶x"],
  ["an ARN", "arn:aws:iam::444455556666:root", "arn∶aws∶iam:∶444455556666∶root"],
  ["an address range and a time", "10.0.0.0/8 at 09:14 UTC", "10.0.0.0/8 at 09:14 UTC"],
  ["colours", "\u001b[31mred", "\\u001b［31mred"],
])("%s", (_what, text, shown) => {
  expect(inChat(text)).toBe(shown);
});

/** What would be read as markup, each as the clients' own guides describe it. */
const MARKUP = {
  brackets: /[<>[\]]/,
  entity: /&/,
  mention: /[@#]/,
  "code, bold or struck": /[`*~]/,
  italic: /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u,
  link: /:\/\/|[\p{L}\p{N}-]\.\p{L}/u,
  emoji: /:[\p{L}\p{N}_+'-]+:/u,
  "line or control": /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u,
};

const mark = fc.constantFrom(..."<>&@#[]()*_~`:/.|!\\\n\u202e -abZ9é".split(""));
const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: mark, maxLength: 30 }),
  fc.constantFrom("<!channel>", "<@U1>", "[a](https://b.c)", "_i_", ":x:", "a.b.c", "www.a.co"),
);

test.each(Object.entries(MARKUP))("no text has %s left in it", (_what, pattern) => {
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 4 }), (texts) => {
      expect(inChat(texts.join(""))).not.toMatch(pattern);
    }),
    { numRuns: 500 },
  );
});
