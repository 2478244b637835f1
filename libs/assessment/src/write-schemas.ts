import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { jsonSchemas } from "./json-schemas";

const folder = join("docs", "schemas");
mkdirSync(folder, { recursive: true });
for (const [file, schema] of jsonSchemas())
  writeFileSync(join(folder, file), `${JSON.stringify(schema, undefined, 2)}\n`);
