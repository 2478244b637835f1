import { S3_ACCESS_CALLS, type S3AccessCallFacts } from "./s3-access-calls";

const NAMED_BY = {
  bucketName: "`requestParameters.bucketName`",
  resourceArn: "`requestParameters.resourceArn`",
  none: "none: every bucket of the account",
} as const;

/**
 * {@link S3_ACCESS_CALLS} as a Markdown table, its columns padded as Prettier pads them, so that a README can hold
 * exactly this text and a test can compare it.
 *
 * @returns lines joined by `\n`, without a newline at the end
 *
 * @example
 * ```md
 * | Call           | Can change | Scope  | Bucket named by                |
 * | -------------- | ---------- | ------ | ------------------------------ |
 * | `CreateBucket` | bucket     | bucket | `requestParameters.bucketName` |
 * ```
 */
export function accessCallsTable(): string {
  const calls: [string, S3AccessCallFacts][] = Object.entries(S3_ACCESS_CALLS);
  const rows = calls.map(([call, { changes, scope, namedBy }]) => [
    `\`${call}\``,
    changes,
    scope,
    NAMED_BY[namedBy ?? "none"],
  ]);
  const head = ["Call", "Can change", "Scope", "Bucket named by"];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
