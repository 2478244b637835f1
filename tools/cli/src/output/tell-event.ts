import { interpretEvent } from "@security-auto/events";
import type { EventTrace, InvocationTrace } from "@security-auto/local-cloud";
import type { Terminal } from "./terminal";

interface Told {
  readonly heading: string;
  readonly event: unknown;
  readonly trace: EventTrace;
}

/** Tells the way of one event to a person: matched or why not, who was told, how the function ran, what it logged, what was denied. */
export async function tellEvent({ heading, event, trace }: Told, out: Terminal): Promise<void> {
  const row = (label: string, text: string) => out.print(`   ${out.style("dim", label.padEnd(12))}${text}`);
  await out.print(out.style("bold", heading));
  await row("event", what(event));
  for (const rule of trace.rules) {
    if (rule.matched) await row("matched", out.style("green", rule.name));
    else await row("not matched", `${rule.name}: ${rule.mismatches.map(mismatch).join("; ")}`);
  }
  for (const { topic, subject, recipients } of trace.notifications) {
    await row("mail", `${topic} -> ${recipients.join(", ")}: ${subject}`);
  }
  for (const invocation of trace.invocations) await tellInvocation(invocation, row, out);
  for (const letter of trace.deadLetters)
    await row("dead letter", out.style("yellow", `${letter.queue}: ${letter.reason}`));
  for (const { action, resource, because } of trace.denied) {
    await row("denied", out.style("red", `${action} on ${resource}: ${because}`));
  }
  await out.print();
}
