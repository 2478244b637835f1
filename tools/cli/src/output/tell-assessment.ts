import type { Terminal } from "./terminal";

type Row = (label: string, text: string) => Promise<void>;

interface Told {
  readonly exposure: { readonly atLeast: string; readonly atMost: string };
  readonly verdict: "holds" | "violates" | "unknown";
  readonly evidence: readonly {
    readonly source: string;
    readonly statement: string | null;
    readonly because: string;
  }[];
  readonly invariants: readonly {
    readonly name: string;
    readonly verdict: string;
    readonly because: string;
  }[];
}

const STYLE = { holds: "green", violates: "red", unknown: "yellow" } as const;

/** Tells what the function found: who can reach the bucket, why, and whether that is allowed. */
export async function tellAssessment(response: unknown, row: Row, out: Terminal): Promise<void> {
  const told = assessmentOf(response);
  if (told === undefined) return;
  const { atLeast, atMost } = told.exposure;
  const reach = atLeast === atMost ? atLeast : `between ${atLeast} and ${atMost}`;
  await row("verdict", `${out.style(STYLE[told.verdict], told.verdict)}; who can reach it: ${reach}`);
  for (const { source, statement, because } of told.evidence) {
    await row("because", `${source}${statement === null ? "" : ` (${statement})`}: ${because}`);
  }
  for (const { name, verdict, because } of told.invariants) {
    if (verdict !== "holds") await row("invariant", `${name} ${verdict}: ${because}`);
  }
}

function assessmentOf(response: unknown): Told | undefined {
  if (typeof response !== "object" || response === null || !("assessment" in response)) return undefined;
  return response.assessment as Told;
}
