import {
  type Breakable,
  type BucketDetail,
  type Change,
  DETAILS_IN_BLOCK,
  detailsId,
  type Happened,
  type LiveReport,
  type Report,
  REPORT_ID,
} from "@security-auto/report";
import { shown } from "./shown";

/** What a page that `npm run local` serves knows beside the register. */
export interface Live {
  /** What happened, the last one last. */
  readonly happened: readonly Happened[];
  /** Those that may be opened and closed. */
  readonly buckets: LiveReport["buckets"];
  readonly broken: Breakable | undefined;
  /** Why nothing new is shown; absent where the local cloud answers. */
  readonly trouble: string | undefined;
  /** @returns why it was not done; `undefined` where it was */
  readonly change: (change: Change) => Promise<string | undefined>;
}

/** Where what is shown comes from. */
export interface Source {
  readonly report: Report;
  /** What is known of the bucket in a row, beside the row. */
  readonly detail: (row: number) => Promise<BucketDetail | undefined>;
  /** Only where `npm run local` serves the page. */
  readonly live?: Live;
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
