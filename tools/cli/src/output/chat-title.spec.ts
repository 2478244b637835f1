import { chatMessage, FINDING_EXAMPLE, findingMessage } from "@security-auto/assessment";
import { chatTitleIn } from "./chat-title";

test("a message for a chat has a title", () => {
  const message = chatMessage(FINDING_EXAMPLE);
  expect(chatTitleIn(JSON.stringify(message))).toBe(message.content.title);
});

test.each([
  ["a mail", findingMessage(FINDING_EXAMPLE).text],
  ["a raw event", JSON.stringify({ source: "aws.s3", detail: {} })],
  ["an event whose source is forged", JSON.stringify({ source: "custom", content: "title" })],
  ["a title that is none", JSON.stringify({ source: "custom", content: { title: 1 } })],
  ["a JSON value that is no object", "null"],
])("%s has none", (_what, message) => {
  expect(chatTitleIn(message)).toBeUndefined();
});
