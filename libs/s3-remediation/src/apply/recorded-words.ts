import { shortened } from "@security-auto/text";

const MOST_SENTENCES = 20;
const LONGEST_SENTENCE = 500;
const LONGEST_REASON = 4000;

/**
 * What a record says, of a bounded size. A `Sid` may be almost as long as a policy, and each sentence about another statement may name it; a
 * record holds the policy several times beside them, and has to fit into an item of DynamoDB (400 KB) and an event of EventBridge (256 KB).
 */
export const recordedSentence = (sentence: string): string => shortened(sentence, LONGEST_SENTENCE);

/** The first of them, and how many more there are. */
export function recordedSentences(sentences: readonly string[]): readonly string[] {
  const kept = sentences.slice(0, MOST_SENTENCES).map(recordedSentence);
  const more = sentences.length - kept.length;
  return more === 0 ? kept : [...kept, `${more} more`];
}

/** Why an action ended as it did: it may quote what stands, and what was expected. */
export const recordedReason = (because: string): string => shortened(because, LONGEST_REASON);
