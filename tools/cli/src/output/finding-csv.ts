import type { Listed } from "../findings/listed";

/** The columns, and what stands in each. */
const COLUMNS = {
  id: ({ id }) => id,
  kind: ({ kind }) => kind,
  bucket: ({ bucket }) => bucket,
  account: ({ account }) => account,
  region: ({ region }) => region,
  invariant: ({ invariant }) => invariant,
  atLeast: ({ exposure }) => exposure?.atLeast,
  atMost: ({ exposure }) => exposure?.atMost,
  openedAt: ({ openedAt }) => openedAt,
  closedAt: ({ closedAt }) => closedAt,
  because: ({ because }) => because,
  actor: ({ actor }) => actor?.display,
  action: ({ action }) => action,
  acceptedUntil: ({ accepted }) => accepted?.until,
  suppressedUntil: ({ suppressed }) => suppressed?.until,
  owner: ({ accepted, suppressed }) => (accepted ?? suppressed)?.owner,
  reason: ({ accepted, suppressed }) => (accepted ?? suppressed)?.reason,
} as const satisfies Readonly<Record<string, (listed: Listed) => string | null | undefined>>;

/** The first record: the names of the columns. */
export const CSV_HEADER = Object.keys(COLUMNS).join(",");

/** @see https://www.rfc-editor.org/rfc/rfc4180 */
export const CSV_LINE_END = "\r\n";

/** A finding as one record of CSV. */
export function findingCsv(listed: Listed): string {
  return Object.values(COLUMNS)
    .map((of) => field(of(listed) ?? ""))
    .join(",");
}

/**
 * A field that a spreadsheet shows and does not run: names and reasons are those of whoever may change a bucket.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
function field(text: string): string {
  const inert = /^[\s\p{C}]*[=+\-@＝＋－＠]/u.test(text) ? `'${text}` : text;
  // Where a comma separates decimals, spreadsheets split at semicolons and tabs.
  return /[",;\t\r\n']/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
