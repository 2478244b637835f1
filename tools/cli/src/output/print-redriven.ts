import type { Redriven } from "../redrive/redrive-queue";
import type { Terminal } from "./terminal";
import { styled } from "./text";

const STYLES = { redriven: "green", kept: "yellow", listed: "cyan" } as const;

/** Two lines for a person: which event and why it was there; what became of it. */
export async function printRedriven({ message, failed, fate, said }: Redriven, out: Terminal): Promise<void> {
  const queued = message.queuedAt === undefined ? "" : `, queued ${message.queuedAt.toISOString()}`;
  const head =
    failed.kind === "event"
      ? `${failed.name}, ${failed.time}${queued}: ${failed.reason}`
      : `not understood${queued}`;
  await out.print([styled(STYLES[fate], fate.padEnd(10)), `${message.id}  ${head}`]);
  await out.print(`${" ".repeat(10)}${said}`);
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
