import type { Redriven } from "../redrive/redrive-queue";
import { printable } from "./printable";
import type { Terminal } from "./terminal";

const STYLES = { redriven: "green", kept: "yellow", listed: "cyan" } as const;

/** Two lines for a person: which event and why it was there; what became of it. */
export async function tellRedriven({ message, failed, fate, said }: Redriven, out: Terminal): Promise<void> {
  const queued = message.queuedAt === undefined ? "" : `, queued ${message.queuedAt.toISOString()}`;
  const head =
    failed.kind === "event"
      ? `${failed.name}, ${failed.time}${queued}: ${failed.reason}`
      : `not understood${queued}`;
  await out.print(`${out.style(STYLES[fate], fate.padEnd(10))}${message.id}  ${printable(head)}`);
  await out.print(`${" ".repeat(10)}${printable(said)}`);
}

/** The same for scripts: what `redrive --json` prints of one message. */
export function redrivenLine({ message, failed, fate, said }: Redriven): string {
  const { id, queuedAt } = message;
  return JSON.stringify({
    id,
    fate,
    queuedAt: queuedAt?.toISOString() ?? null,
    ...(failed.kind === "event"
      ? {
          event: { name: failed.name, time: failed.time },
          reason: failed.reason,
          steps: failed.steps,
          said,
        }
      : { notUnderstood: failed.because }),
  });
}
