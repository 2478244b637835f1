import { compilePattern } from "@security-auto/event-pattern";
import { s3AccessChangePattern } from "@security-auto/events";
import { sampleEvents } from "../match/events";
import { naiveMatches } from "../match/naive-matches";
import type { Subject } from "../core/subject";

const PASSES = 200;

/** The pattern of our own rule against a mix of events, parsed beforehand. */
export function matchSubject(): Subject {
  const compiled = compilePattern(s3AccessChangePattern);
  if (!compiled.success) {
    throw new Error(`our own pattern is invalid: ${compiled.error.path} ${compiled.error.reason}`);
  }
  const { matches } = compiled.data;
  const events = sampleEvents();
  const naive = (event: unknown): boolean => naiveMatches(s3AccessChangePattern, event);
  return {
    name: "match one event against our rule's pattern",
    operations: "matches",
    contenders: [
      { name: "compiled", run: () => pass(events, matches) },
      { name: "naive JSON walk", run: () => pass(events, naive) },
    ],
  };
}

function pass(events: readonly unknown[], matches: (event: unknown) => boolean): number {
  let matched = 0;
  for (let count = 0; count < PASSES; count += 1) {
    for (const event of events) if (matches(event)) matched += 1;
  }
  if (matched !== PASSES * 4) throw new Error(`${matched} of ${PASSES * 4} events matched`);
  return PASSES * events.length;
}
