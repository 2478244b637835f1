import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configurationTable } from "./environment/configuration-table";
import { FUNCTIONS } from "./environment/functions";
import { environmentJsonSchema } from "./environment/json-schema";
import { ENVIRONMENTS } from "./environment/load-environment";

const README = join(ENVIRONMENTS, "..", "README.md");

writeFileSync(
  join(ENVIRONMENTS, "environment.schema.json"),
  `${JSON.stringify(environmentJsonSchema(), undefined, 2)}\n`,
);
const lines = readFileSync(README, "utf8").split("\n");
const first = lines.findIndex((line) => line.startsWith("| key "));
if (first === -1) throw new Error(`${README} has no table of settings, which begins with | key`);
const after = lines.findIndex((line, index) => index > first && !line.startsWith("|"));
lines.splice(first, after - first, configurationTable());

/** In the key policy each function has the line of its log group. */
const isLogGroup = (line: string): boolean => line.includes(":log-group:/aws/lambda/");
const group = lines.findIndex(isLogGroup);
const [log] = lines.slice(group);
if (group === -1 || log === undefined) throw new Error(`${README} has no log group in its key policy`);
const before = log.slice(0, log.lastIndexOf("/") + 1);
const groups = Object.values(FUNCTIONS).map(({ names }) => `${before}${names.functionName}"`);
lines.splice(group, lines.filter(isLogGroup).length, groups.join(",\n"));
writeFileSync(README, lines.join("\n"));
