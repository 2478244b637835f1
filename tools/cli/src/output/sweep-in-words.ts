import type { SweepItem } from "@security-auto/register";
import { amount, counted } from "../core/numbers";
import { styled, type Text } from "./text";

const WIDTH = 20;

/** How far a sweep is, on one line. */
export function sweepProgress(sweep: SweepItem | undefined, passedMs: number): string {
  if (sweep === undefined) return "the sweep is about to begin";
  const { listed, assessed, accounts, accountsEnded, byVerdict } = sweep;
  const filled = listed === 0 ? 0 : Math.round((WIDTH * assessed) / listed);
  const rate = counted(Math.round((assessed * 1000) / Math.max(1, passedMs)));
  return [
    `[${"#".repeat(filled)}${"-".repeat(WIDTH - filled)}] ${counted(assessed)} of ${amount(listed, "bucket")}`,
    `${counted(accountsEnded)} of ${amount(accounts, "account")}`,
    verdicts(byVerdict),
    `${rate}/s`,
  ].join(", ");
}

/** What a sweep has come to. */
export function sweepInWords(sweep: SweepItem): readonly Text[] {
  const { accounts, suspended, notCovered, moreNotCovered = 0, listed, assessed, failed, byVerdict } = sweep;
  return [
    `${amount(accounts, "account")}; ${amount(listed, "bucket")} listed = ${counted(assessed)} assessed + ${counted(failed)} failed`,
    `${counted(assessed)} assessed = ${verdicts(byVerdict)}`,
    ...(suspended.length > 0
      ? [`left out, because it is suspended or about to be closed: ${suspended.join(", ")}`]
      : []),
    ...notCovered.map(({ account, because }): Text => [
      styled("red", "not covered"),
      ` ${account}: ${because}`,
    ]),
    ...(moreNotCovered > 0 ? [`and ${counted(moreNotCovered)} more accounts that were not covered`] : []),
  ];
}

const verdicts = ({ holds, violates, unknown }: SweepItem["byVerdict"]): string =>
  `${counted(holds)} holds + ${counted(violates)} violates + ${counted(unknown)} unknown`;
