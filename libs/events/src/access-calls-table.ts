import { listS3AccessCalls } from "./s3-access-calls";

/**
 * The table of calls as a Markdown table, its columns padded as Prettier pads them, so that a README can hold
 * exactly this text and a test can compare it.
 *
 * @returns lines joined by `\n`, without a newline at the end
 *
 * @example
 * ```md
 * | Service | Call           | Can change | Of     | Named by     |
 * | ------- | -------------- | ---------- | ------ | ------------ |
 * | `s3`    | `CreateBucket` | bucket     | bucket | `bucketName` |
 * ```
 */
export function accessCallsTable(): string {
  const rows = listS3AccessCalls().map(({ service, call, facts: { changes, scope, namedBy } }) => [
    `\`${service}\``,
    `\`${call}\``,
    changes,
    scope,
    namedBy.length === 0 ? "none" : namedBy.map((path) => `\`${path}\``).join(", "),
  ]);
  const head = ["Service", "Call", "Can change", "Of", "Named by"];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
