import {
  type BucketDetail,
  DETAILS_IN_BLOCK,
  detailsId,
  type Report,
  REPORT_ID,
} from "@security-auto/report";
import { printable } from "@security-auto/text";
import type { Live } from "./live";

/** Where what is shown comes from. */
export interface Source {
  readonly report: Report;
  /** What is known of the bucket in a row, beside the row. */
  readonly detail: (row: number) => Promise<BucketDetail | undefined>;
  /** Only where `npm run local` serves the page. */
  readonly live?: Live;
}

/**
 * Reads JSON whose texts are shown: what would hide, or turn the text around it, is seen. `described` stays as it is, for it is judged.
 */
export function shown(text: string): unknown {
  return JSON.parse(text, (key, value: unknown) =>
    typeof value === "string" && key !== "described" ? printable(value) : value,
  );
}

/** What is embedded in the page; nothing in a page that is a playground alone. */
export function embeddedSource(document: Document): Source | undefined {
  const text = document.getElementById(REPORT_ID)?.textContent;
  if (!text) return undefined;
  const report = shown(text) as Report;
  const blocks = new Map<number, readonly BucketDetail[]>();
  const blockOf = (number: number): readonly BucketDetail[] => {
    const known = blocks.get(number);
    if (known !== undefined) return known;
    const block = document.getElementById(detailsId(number))?.textContent;
    const read = block ? (shown(block) as readonly BucketDetail[]) : [];
    blocks.set(number, read);
    return read;
  };
  return {
    report,
    detail: (row) => Promise.resolve(blockOf(Math.floor(row / DETAILS_IN_BLOCK))[row % DETAILS_IN_BLOCK]),
  };
}
