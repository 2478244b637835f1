import type { Trace } from "@security-auto/local-cloud";
import { chatTitleIn } from "./chat-title";
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
