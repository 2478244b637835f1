import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configurationTable } from "./environment/configuration-table";
import { environmentJsonSchema } from "./environment/json-schema";
import { ENVIRONMENTS } from "./environment/load-environment";

const README = join(ENVIRONMENTS, "..", "README.md");
const TABLE = /^\| key +\| default .*\n(?:\|.*\n)+/m;

writeFileSync(
  join(ENVIRONMENTS, "environment.schema.json"),
  `${JSON.stringify(environmentJsonSchema(), undefined, 2)}\n`,
);
const readme = readFileSync(README, "utf8");
if (!TABLE.test(readme))
  throw new Error(`${README} has no table of settings, which begins with | key | default |`);
writeFileSync(
  README,
  readme.replace(TABLE, () => `${configurationTable()}\n`),
);
