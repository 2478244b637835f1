import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { alarmRunbook } from "@security-auto/constructs";
import { configurationTable } from "./environment/configuration-table";
import { FUNCTIONS } from "./environment/functions";
import { environmentJsonSchema } from "./environment/json-schema";
import { metricsTable } from "./environment/metrics-table";
import { ENVIRONMENTS } from "./environment/load-environment";

const README = join(ENVIRONMENTS, "..", "README.md");
const OPERATIONS = join("docs", "operations.md");

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

/** The sections of the alarms, from the first one on to the next heading of a higher level. */
const RUNBOOK: Block = {
  what: "runbook, which begins with a heading that is a name in code",
  isFirst: (line) => line.startsWith("### `"),
  goesOn: (line) => !line.startsWith("## "),
  written: () => `${alarmRunbook()}\n`,
};

const METRICS: Block = {
  what: "table of metrics, which begins with | metric",
  isFirst: (line) => line.startsWith("| metric "),
  goesOn: (line) => line.startsWith("|"),
  written: metricsTable,
};

function rewritten(lines: readonly string[], { what, isFirst, goesOn, written }: Block): readonly string[] {
  const start = lines.findIndex(isFirst);
  const [first, ...after] = lines.slice(start);
  if (start === -1 || first === undefined) throw new Error(`no ${what}`);
  const end = after.findIndex((line) => !goesOn(line));
  return [...lines.slice(0, start), written(first), ...after.slice(end)];
}

writeFileSync(
  join(ENVIRONMENTS, "environment.schema.json"),
  `${JSON.stringify(environmentJsonSchema(), undefined, 2)}\n`,
);

function rewrite(file: string, blocks: readonly Block[]): void {
  writeFileSync(file, blocks.reduce(rewritten, readFileSync(file, "utf8").split("\n")).join("\n"));
}

rewrite(README, [SETTINGS, LOG_GROUPS]);
rewrite(OPERATIONS, [RUNBOOK, METRICS]);
