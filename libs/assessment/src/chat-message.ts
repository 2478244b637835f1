import { bucketArn, knownPartitionOf } from "@security-auto/iam-policy";
import { inChat, shortened } from "@security-auto/text";
import type { Finding } from "./finding";
import { type MessageOptions, type Step, stepsFor } from "./finding-steps";
import { findingSummary, keyword } from "./finding-summary";

/**
 * A custom notification of Amazon Q Developer in chat applications, as JSON on its topic.
 *
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
 */
export interface ChatMessage {
  readonly version: "1.0";
  readonly source: "custom";
  /** What people see. */
  readonly content: {
    readonly textType: "client-markdown";
    readonly title: string;
    readonly description: string;
    readonly nextSteps: readonly string[];
    readonly keywords: readonly string[];
  };
  /** What threads and custom actions go by. */
  readonly metadata: {
    readonly threadId: string;
    /** What a phone shows of the message. */
    readonly summary: string;
    readonly eventType: string;
    readonly relatedResources: readonly string[];
    readonly additionalContext: Readonly<Record<string, string>>;
  };
}

const LONGEST_TITLE = 250;
const LONGEST_LINE = 900;
const LONGEST_THREAD = 128;

/**
 * A finding for a chat: what, who and when, who can access it and why, and what to do now. Names and reasons come from whoever may change a
 * bucket: nothing in them is markup. All that is said of one bucket is one thread.
 */
export function chatMessage(finding: Finding, options: MessageOptions = {}): ChatMessage {
  const { account, bucket, region, transition } = finding;
  const [title = "", ...lines] = findingSummary(finding, inChat);
  const partition = knownPartitionOf(region);
  const thread = bucket === null || isName(bucket) ? bucket : inChat(bucket);
  return {
    version: "1.0",
    source: "custom",
    content: {
      textType: "client-markdown",
      title: shortened(title, LONGEST_TITLE),
      description: lines.map((line) => shortened(line, LONGEST_LINE)).join("\n"),
      nextSteps: stepsFor(finding, options).map(stepInChat),
      keywords: ["S3", inChat(keyword(finding))],
    },
    metadata: {
      threadId: shortened(thread === null ? account : `${account}:${thread}`, LONGEST_THREAD),
      summary: shortened(title, LONGEST_TITLE),
      eventType: `finding-${transition}`,
      relatedResources:
        partition === undefined || bucket === null || !isName(bucket)
          ? []
          : [bucketArn({ partition, name: bucket })],
      additionalContext: contextOf(finding),
    },
  };
}

/** What a command may hold in a code span: nothing that ends it, and nothing that a client without code spans would obey. */
const COMMAND = /^(?:[A-Za-z0-9@%+=:,./' -]|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])){1,500}$/;

function stepInChat({ what, commands, then }: Step): string {
  if (commands.every((command) => COMMAND.test(command)))
    return [
      `${what}: ${commands.map((command) => `\`${command}\``).join(", ")}`,
      ...(then === undefined ? [] : [then]),
    ].join(". ");
  return `${what}: the commands are in the mail, because a name in them could be read as markup here`;
}

/** Custom actions put these into commands: what is no plain name is left out. */
function contextOf({
  account,
  region,
  bucket,
  invariant,
  verdict,
}: Finding): Readonly<Record<string, string>> {
  const values = { account, region, bucket, invariant, verdict };
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value !== null && isName(value) ? [[key, value]] : [])),
  );
}

const isName = (text: string): boolean => /^[A-Za-z0-9][\w.-]{0,254}$/.test(text);
