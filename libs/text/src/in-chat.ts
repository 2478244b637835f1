import { printable } from "./printable";

/**
 * What Slack's mrkdwn or the Markdown of Teams obeys, and a character that looks like it and is nothing to either. Slack has no escapes for
 * the marks of formatting.
 *
 * @see https://docs.slack.dev/messaging/formatting-message-text
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
 */
const LOOK_ALIKES: readonly (readonly [RegExp, string])[] = [
  // Mentions, channels, links and HTML; and the entities that would stand for their brackets.
  [/</g, "‹"],
  [/>/g, "›"],
  [/&/g, "＆"],
  [/@/g, "＠"],
  [/#/g, "＃"],
  [/\[/g, "［"],
  [/\]/g, "］"],
  // Formatting. An underscore inside a word formats nothing.
  [/\*/g, "∗"],
  [/~/g, "∼"],
  [/`/g, "ˋ"],
  [/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "ˍ"],
  // What is made a link without any mark: addresses, and names of hosts.
  [/:(?=\/\/)/g, "∶"],
  [/(?<=[\p{L}\p{N}_-])\.(?=\p{L})/gu, "․"],
  // Emoji: `:name:`, also the `:aws:` of an ARN; and `:name` where a colon may come next.
  [/:(?=[\p{L}\p{N}_+'-]+(?::|$))/gu, "∶"],
];

/**
 * Text of strangers for a chat: nothing in it is markup, a mention, a link or an emoji there. Marks are shown as characters that look alike,
 * and what a terminal would obey as {@link printable} shows it. Not for text that somebody copies into a command.
 */
export function inChat(text: string): string {
  return LOOK_ALIKES.reduce((shown, [mark, like]) => shown.replace(mark, like), printable(text));
}
