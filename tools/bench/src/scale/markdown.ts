/** What a column of figures holds. */
const FIGURE = /^(?:\**(?:< )?\$?\d|never$)/;

/** A Markdown table, padded as Prettier pads it; columns of figures to the right, the others to the left. */
export function table(rows: readonly (readonly string[])[]): string {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const [head = [], ...body] = rows;
  const toRight = widths.map((_, column) => body.every((row) => FIGURE.test(row[column] ?? "")));
  const pad = (cell: string, column: number): string =>
    toRight[column] === true ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  const line = (cells: readonly string[]): string => `| ${cells.map(pad).join(" | ")} |`;
  const rule = widths.map((width, column) =>
    toRight[column] === true ? `${"-".repeat(width - 1)}:` : "-".repeat(width),
  );
  return [head, rule, ...body].map(line).join("\n");
}

export const count = (value: number): string => Math.round(value).toLocaleString("en-US");

/** Three figures that count, without a power of ten. */
export const short = (value: number): string =>
  value === 0 ? "0" : Number(value.toPrecision(3)).toLocaleString("en-US", { maximumFractionDigits: 6 });

export const usd = (value: number): string =>
  value > 0 && value < 0.01
    ? "< $0.01"
    : `$${value.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

export const percent = (share: number): string => `${short(share * 100)}%`;

/** Milliseconds, in the unit a person would use. */
export function duration(ms: number): string {
  if (ms < 1000) return `${short(ms)} ms`;
  if (ms < 120_000) return `${short(ms / 1000)} s`;
  return ms < 7_200_000 ? `${short(ms / 60_000)} min` : `${short(ms / 3_600_000)} h`;
}

/** A section's marks in a document: what stands between them is written by this program. */
const marks = (name: string): readonly [start: string, end: string] => [
  `<!-- ${name}:start -->`,
  `<!-- ${name}:end -->`,
];

/** @throws when the document lacks a section's marks */
export function fillSections(document: string, sections: Readonly<Record<string, string>>): string {
  let filled = document;
  for (const [name, text] of Object.entries(sections)) {
    const [start, end] = marks(name);
    const [from, to] = [filled.indexOf(start), filled.indexOf(end)];
    if (from === -1 || to < from) throw new Error(`the document has no ${start} followed by ${end}`);
    filled = `${filled.slice(0, from + start.length)}\n\n${text}\n\n${filled.slice(to)}`;
  }
  return filled;
}
