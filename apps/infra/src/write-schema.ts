import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configurationTable } from "./environment/configuration-table";
import { FUNCTIONS } from "./environment/functions";
import { environmentJsonSchema } from "./environment/json-schema";
import { ENVIRONMENTS } from "./environment/load-environment";

const README = join(ENVIRONMENTS, "..", "README.md");

/** Lines of the README that are written from the code. */
interface Block {
  readonly what: string;
  readonly isFirst: (line: string) => boolean;
  readonly goesOn: (line: string) => boolean;
  readonly written: (first: string) => string;
}

const SETTINGS: Block = {
  what: "table of settings, which begins with | key",
  isFirst: (line) => line.startsWith("| key "),
  goesOn: (line) => line.startsWith("|"),
  written: configurationTable,
};

const isLogGroup = (line: string): boolean => line.includes(":log-group:/aws/lambda/");

/** In the key policy each function has the line of its log group. */
const LOG_GROUPS: Block = {
  what: "log group in its key policy",
  isFirst: isLogGroup,
  goesOn: isLogGroup,
  written: (first) => {
    const before = first.slice(0, first.lastIndexOf("/") + 1);
    return Object.values(FUNCTIONS)
      .map(({ names }) => `${before}${names.functionName}"`)
      .join(",\n");
  },
};

function rewritten(lines: readonly string[], { what, isFirst, goesOn, written }: Block): readonly string[] {
  const start = lines.findIndex(isFirst);
  const [first, ...after] = lines.slice(start);
  if (start === -1 || first === undefined) throw new Error(`${README} has no ${what}`);
  const end = after.findIndex((line) => !goesOn(line));
  return [...lines.slice(0, start), written(first), ...after.slice(end)];
}

writeFileSync(
  join(ENVIRONMENTS, "environment.schema.json"),
  `${JSON.stringify(environmentJsonSchema(), undefined, 2)}\n`,
);
writeFileSync(
  README,
  [SETTINGS, LOG_GROUPS].reduce(rewritten, readFileSync(README, "utf8").split("\n")).join("\n"),
);
