import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configurationTable } from "./environment/configuration-table";
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
writeFileSync(README, lines.join("\n"));
