import type { Remediation } from "@security-auto/assessment";
import { amount } from "../core/numbers";
import { exposureInWords } from "./exposure-in-words";
import { inLines, minute, MINUTE_WIDTH } from "./table-cells";
import type { Terminal } from "./terminal";
import { type Style, styled } from "./text";

/** A terminal of usual width shows all of a line. */
const WIDTH = 100;
const STATUS = "planned".length;
const BEFORE = MINUTE_WIDTH + STATUS + 4;

export const STYLE_OF_STATUS = {
  planned: "yellow",
  applied: "green",
  failed: "red",
  undone: "dim",
  refused: "yellow",
} as const satisfies Readonly<Record<Remediation["status"], Style>>;

/** Prints remediations for a person, two lines or more each. */
export async function printActions(all: readonly Remediation[], out: Terminal): Promise<void> {
  if (all.length > 0) {
    const words = ["AT (UTC)".padEnd(MINUTE_WIDTH), "STATUS".padEnd(STATUS), "ACTION"];
    await out.print(styled("bold", words.join("  ")));
  }
  for (const remediation of all) {
    const { at, status, id } = remediation;
    const [first = "", ...others] = [id, inShort(remediation)].flatMap((text) =>
      inLines(text, WIDTH - BEFORE),
    );
    await out.print([minute(at), "  ", styled(STYLE_OF_STATUS[status], status.padEnd(STATUS)), "  ", first]);
    for (const line of others) await out.print([" ".repeat(BEFORE), line]);
  }
  await out.print(styled("bold", all.length === 0 ? "no actions" : amount(all.length, "action")));
}

function inShort({ status, steps, before, after, invariant, notBefore }: Remediation): string {
  const calls = steps.map(({ call }) => call).join(", ");
  const changes = `${exposureInWords(before)} before, ${exposureInWords(after)} after`;
  const waits = status === "planned" && notBefore !== undefined ? `; not before ${minute(notBefore)}` : "";
  return `${calls} for ${invariant}: ${changes}${waits}`;
}
