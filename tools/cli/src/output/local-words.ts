import { readAnswer } from "@security-auto/assessment";
import type { CallTrace, Trace } from "@security-auto/local-cloud";
import { chatTitleIn } from "./chat-title";
import { importInWords } from "./import-in-words";

/** What became of an event, on one line for a person. */
export function traceInWords({ event, followUps, ...parts }: Trace): string {
  const idle = parts.rules.some(({ matched }) => matched) ? "matched" : `matches no rule of ${parts.bus}`;
  const refused = event.errorCode === undefined ? "" : `the call was refused (${event.errorCode}), `;
  const own = `${event.name ?? event.detailType ?? "an event"}: ${refused}${partsInWords(parts, idle)}`;
  return [own, ...followUps.map(traceInWords)].join("; ");
}

/** What a call led to, on one line for a person. */
export function callInWords({ call, caller, ...parts }: CallTrace): string {
  return `${call} by ${caller}: ${partsInWords(parts, "answered")}`;
}

/** @param idle - what is said where nothing came of it */
function partsInWords(
  {
    invocations,
    notifications,
    imports,
    deadLetters,
    alarms,
    denied,
    lost,
  }: Omit<CallTrace, "call" | "caller" | "followUps" | "messages">,
  idle: string,
): string {
  const words = [
    ...invocations.map(
      ({ function: name, outcome, attempts, response }) =>
        `${name} ${outcome} (attempts: ${attempts})${verdictInWords(response)}`,
    ),
    ...notifications.map(
      ({ topic, subject, message }) => `${topic} notified: ${chatTitleIn(message) ?? subject}`,
    ),
    ...imports.map(importInWords),
    ...deadLetters.map(({ queue, reason }) => `dead letter in ${queue} (${reason})`),
    ...alarms.map(({ name, state }) => `alarm ${name}: ${state}`),
    ...denied.map(({ principal, action }) => `denied: ${action} to ${principal}`),
    ...lost.map(({ what, because }) => `lost: ${what} (${because})`),
  ];
  return words.length === 0 ? idle : words.join(", ");
}

/** `, verdict violates for bucket ledger of account 444455556666 (public)`, or nothing where the function judged nothing. */
function verdictInWords(response: unknown): string {
  const read = readAnswer(response);
  if (!read.success) return `, ${read.error}`;
  if (read.assessment === undefined) return "";
  const { verdict, bucket, accountId, exposure } = read.assessment;
  const where = bucket === null ? `account ${accountId}` : `bucket ${bucket} of account ${accountId}`;
  const { atLeast, atMost } = exposure;
  return `, verdict ${verdict} for ${where} (${atLeast === atMost ? atLeast : `${atLeast} to ${atMost}`})`;
}
