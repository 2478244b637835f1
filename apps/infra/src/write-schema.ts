import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { environmentJsonSchema } from "./environment/json-schema";
import { ENVIRONMENTS } from "./environment/load-environment";

writeFileSync(
  join(ENVIRONMENTS, "environment.schema.json"),
  `${JSON.stringify(environmentJsonSchema(), undefined, 2)}\n`,
);
