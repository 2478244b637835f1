import { checksMade } from "@security-auto/assessment";
import type { CoverageItem } from "@security-auto/register";
import type { Swept } from "../sweep/sweep-all";
import { sweepInWords } from "./sweep-in-words";
import type { Terminal } from "./terminal";
import { styled, type Text } from "./text";

const REGION = "ap-southeast-1".length;

/** Prints what a sweep has come to, and whether changes in each account and region of it are seen. */
export async function printSwept(heading: string, { sweep, coverage }: Swept, out: Terminal): Promise<void> {
  await out.print(styled("bold", heading));
  for (const line of sweepInWords(sweep)) await out.print(["   ", line].flat());
  if (coverage.length > 0) await out.print(styled("bold", "   Whether changes there are seen"));
  for (const item of coverage)
    for (const line of coverageInWords(item)) await out.print(["   ", line].flat());
  await out.print();
}

interface Group {
  readonly result: string;
  readonly because: string;
  readonly names: readonly string[];
}

/** Checks that ended alike, for one reason, together. */
function grouped(checks: ReturnType<typeof checksMade>): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const [name, { result, because = "no reason is given" }] of checks) {
    const key = JSON.stringify([result, because]);
    const names = groups.get(key)?.names ?? [];
    groups.set(key, { result, because, names: [...names, name] });
  }
  return [...groups.values()];
}

/** One line where all is well, else one for each reason why it is not. */
function coverageInWords({ account, region, checks }: CoverageItem): readonly Text[] {
  const place = `${account}  ${region.padEnd(REGION)}  `;
  const made = checksMade(checks);
  const bad = made.filter(([, { result }]) => result !== "ok");
  if (bad.length === 0)
    return [[place, styled("green", "ok"), ` (${made.map(([check]) => check).join(", ")})`]];
  return grouped(bad).map(({ result, names, because }) => [
    place,
    styled(result === "wrong" ? "red" : "yellow", result),
    ` ${names.join(", ")}: ${because}`,
  ]);
}
