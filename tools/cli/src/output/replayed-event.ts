import { readAnswer, type Remediation } from "@security-auto/assessment";
import type { InvocationTrace, Trace } from "@security-auto/local-cloud";
import { milliseconds } from "../core/numbers";
import { type Fate, fateOf } from "./tally";
import { STYLE_OF_STATUS } from "./print-actions";
import { STYLE_OF_VERDICT } from "./print-assessment";
import { faultInWords } from "./fault-in-words";
import { joined, styled, type Text } from "./text";
import { whyNotMatched } from "./why-not-matched";
import { remediationsIn } from "../trail/remediations-in";

const STYLE_OF_FATE = {
  refused: "red",
  "not matched": "dim",
  logged: "green",
  "dead-lettered": "yellow",
  lost: "red",
} as const satisfies Readonly<Record<Fate, string>>;

/** The line of one event: what became of it, how the function ran and what it found, what is changed or would be, what was injected. */
export function replayedEvent(trace: Trace): Text {
  const parts = [
    ...begun(trace),
    ...trace.invocations.flatMap((invocation) => ranAndFound(invocation)),
    ...remediationsIn(trace).map(inShort),
    ...new Set(trace.faults.map((fault) => `injected ${faultInWords(fault)}`)),
  ];
  return joined(parts, "  ");
}

/** The line of one event that matched no rule, and what the first rule missed first. */
export function unmatchedEvent(trace: Trace): Text {
  const [rule] = trace.rules;
  const because = rule === undefined ? `the bus ${trace.bus} has no rule` : whyNotMatched(rule)[0];
  return [joined(begun(trace), "  "), `: ${because ?? ""}`];
}

function begun(trace: Trace): readonly Text[] {
  const fate = fateOf(trace);
  const { id, name } = trace.event;
  return [styled(STYLE_OF_FATE[fate], fate.padEnd(13)), id ?? "(no id)", name ?? "(no name)"];
}

/** Such as `planned (observe): PutBucketPolicy`. */
function inShort({ status, respond, steps }: Remediation): Text {
  const calls = steps.map(({ call }) => call).join(", ");
  return [styled(STYLE_OF_STATUS[status], status), ` (${respond}): ${calls}`];
}

function ranAndFound(invocation: InvocationTrace): readonly Text[] {
  const { function: name, outcome, attempts, durationMs, response } = invocation;
  const ran = `${name} ${outcome}${attempts > 1 ? ` after ${attempts} attempts` : ""}, ${milliseconds(durationMs)}`;
  const read = readAnswer(response);
  if (!read.success) return [ran, styled("red", read.error)];
  if (read.assessment === undefined) return [ran];
  const { verdict, duplicate = false, gone = false } = read.assessment;
  const words: readonly Text[] = [
    styled(STYLE_OF_VERDICT[verdict], `verdict ${verdict}`),
    ...(gone ? ["there is no such bucket"] : []),
    ...(duplicate ? ["given before"] : []),
  ];
  return [ran, joined(words, ", ")];
}
