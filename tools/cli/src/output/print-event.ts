import { interpretEvent, type S3Change } from "@security-auto/events";
import { type InvocationTrace, type Trace, withFollowUps } from "@security-auto/local-cloud";
import { milliseconds } from "../core/numbers";
import { faultInWords } from "./fault-in-words";
import { importInWords } from "./import-in-words";
import type { Terminal } from "./terminal";
import { styled, type Text } from "./text";
import { printAnnouncement } from "./print-announcement";
import { STYLE_OF_STATUS } from "./print-actions";
import { printAssessment } from "./print-assessment";
import { logLineText } from "./log-line-text";
import { whyNotMatched } from "./why-not-matched";
import { remediationsIn } from "../trail/remediations-in";

interface Happened {
  readonly heading: string;
  /** As it was put on the bus; absent when a write to the local S3 raised it. */
  readonly event?: unknown;
  readonly trace: Trace;
}

/**
 * Prints the way of one event for a person: what it was, matched or why not, who was notified, how the function ran, what it logged
 * and answered, what was mailed of findings, what was denied.
 */
export async function printEvent({ heading, event, trace }: Happened, out: Terminal): Promise<void> {
  const row = (label: string, text: Text) => out.print(["   ", styled("dim", label.padEnd(13)), text]);
  await out.print(styled("bold", heading));
  await row(
    "event",
    event === undefined
      ? `${trace.event.name ?? ""}, forwarded by the account's own rule`
      : whatHappened(event),
  );
  if (!trace.accepted) await row("refused", styled("red", `by the bus ${trace.bus}`));
  await printRules(trace, row);
  for (const notification of trace.notifications) await printNotified(notification, row);
  for (const invocation of trace.invocations) await printInvocation(invocation, row);
  for (const { status, respond, steps } of remediationsIn(trace))
    for (const { call, because } of steps)
      await row("remediation", [
        styled(STYLE_OF_STATUS[status], status),
        ` (${respond}): ${call}: ${because}`,
      ]);
  for (const { event, notifications } of trace.followUps.flatMap(withFollowUps))
    for (const notification of notifications)
      // What a program said is told in words, an event of AWS is mailed as it is.
      await (event.detail === undefined ? printNotified : printAnnouncement)(notification, row);
  for (const imported of withFollowUps(trace).flatMap(({ imports }) => imports))
    await row("imported", importInWords(imported));
  for (const { queue, reason } of trace.deadLetters)
    await row("dead letter", styled("yellow", `${queue} (${reason})`));
  for (const fault of trace.faults) await row("injected", styled("yellow", faultInWords(fault)));
  for (const { what, to, because } of trace.lost)
    await row("lost", styled("red", `${what} for ${to}: ${because}`));
  for (const { name, state } of trace.alarms) await row("alarm", styled("yellow", `${name}: ${state}`));
  for (const { principal, action, resource, because } of trace.denied) {
    await row("denied", styled("red", `${principal}: ${action} on ${resource}: ${because}`));
  }
  if (trace.invocations.length > 0 && trace.denied.length === 0) await row("denied", "nothing");
  await out.print();
}

/** Of an event that a rule is for, others say nothing by not matching it. One that none is for says why of the first: it is for the changes. */
async function printRules(
  { rules }: Trace,
  row: (label: string, text: Text) => Promise<void>,
): Promise<void> {
  for (const { name, matched } of rules) if (matched) await row("matched", styled("green", name));
  const [first, ...others] = rules;
  if (first === undefined || rules.some(({ matched }) => matched)) return;
  await row("not matched", `${first.name}: ${whyNotMatched(first).join("; ")}`);
  if (others.length > 0) await row("", `nor ${others.map(({ name }) => name).join(" nor ")}`);
}

async function printNotified(
  { topic, recipients }: Trace["notifications"][number],
  row: (label: string, text: Text) => Promise<void>,
): Promise<void> {
  const to = recipients.map(({ protocol, endpoint }) => `${topic} -> ${protocol} ${endpoint}`);
  await row("notified", to.join(", "));
}

async function printInvocation(
  { function: name, outcome, attempts, initMs, durationMs, node, logs, response }: InvocationTrace,
  row: (label: string, text: Text) => Promise<void>,
): Promise<void> {
  const start = initMs > 0 ? `cold start ${milliseconds(initMs)}` : "warm";
  const tries = attempts === 1 ? "" : ` after ${attempts} attempts`;
  await row("ran", [
    `${name}: `,
    styled(outcome === "success" ? "green" : "red", outcome),
    `${tries}, ${start}, ${milliseconds(durationMs)}, Node ${node.replace(/^v/, "")}`,
  ]);
  for (const line of logs) {
    // What Lambda itself writes (START, END, REPORT) is in the row above.
    if (line.from !== "platform") await row("log", logLineText(line));
  }
  await row("answered", answerInWords(response));
  await printAssessment(response, row);
}

function whatHappened(event: unknown): string {
  const meaning = interpretEvent(event);
  switch (meaning.kind) {
    case "change": {
      const { change } = meaning;
      return `${change.call} on ${whatChanged(change)} ${change.accountId}, ${change.region}, by ${change.actor.display}`;
    }
    case "other":
      return meaning.why;
    case "invalid":
      return meaning.error;
  }
}

function whatChanged(change: S3Change): string {
  switch (change.scope) {
    case "bucket":
      return `bucket ${change.bucket} of account`;
    case "account":
      return "account";
    default: {
      const { scope, subject, bucket } = change;
      const named = subject === undefined ? scope : `${scope} ${subject}`;
      return `${named}${bucket === undefined ? "" : ` (bucket ${bucket})`} of account`;
    }
  }
}

function answerInWords(response: unknown): string {
  if (typeof response !== "object" || response === null || !("statusCode" in response))
    return shortened(JSON.stringify(response));
  const body: unknown =
    "body" in response && typeof response.body === "string" ? JSON.parse(response.body) : {};
  const message = typeof body === "object" && body !== null && "message" in body ? String(body.message) : "";
  return `${String(response.statusCode)} ${message}`;
}

function shortened(text: string, most = 100): string {
  return text.length <= most ? text : `${text.slice(0, most - 3)}...`;
}
