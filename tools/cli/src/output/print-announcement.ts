import type { Trace } from "@security-auto/local-cloud";
import { isObject } from "../core/is-object";
import type { Text } from "./text";

/** Prints what was published about a finding: a mail as it arrives, a message for a chat as one line. */
export async function printAnnouncement(
  { topic, subject, message, recipients }: Trace["notifications"][number],
  row: (label: string, text: Text) => Promise<void>,
): Promise<void> {
  const title = chatTitleIn(message);
  if (title !== undefined) {
    await row("chat", `${topic}: ${title}`);
    return;
  }
  await row(
    "mailed",
    [topic, ...recipients.map(({ protocol, endpoint }) => `${protocol} ${endpoint}`)].join(" -> "),
  );
  for (const line of [`Subject: ${subject}`, "", ...message.trimEnd().split("\n")]) await row("", line);
}

/** The title of a custom notification of Amazon Q Developer in chat applications; `undefined` for any other message. */
function chatTitleIn(message: string): string | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(message);
  } catch {
    return undefined;
  }
  if (!isObject(parsed) || parsed["source"] !== "custom" || !isObject(parsed["content"])) return undefined;
  const { title } = parsed["content"];
  return typeof title === "string" ? title : undefined;
}
