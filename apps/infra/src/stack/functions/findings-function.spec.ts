import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CONFIGURATION_FILE } from "@security-auto/handler";
import { appOf } from "../../../test/synthesized";

/** The configuration of the function that keeps the register, in an environment of a name. */
function configurationIn(name: string): unknown {
  const { directory } = appOf({ findings: true }, name).synth();
  return readdirSync(directory)
    .map((entry) => join(directory, entry, CONFIGURATION_FILE))
    .filter((file) => existsSync(file))
    .map((file): unknown => JSON.parse(readFileSync(file, "utf8")))
    .find((configuration) => typeof configuration === "object" && "table" in (configuration ?? {}));
}

test("the function is configured with the name of the environment, where commands have to be told it", () => {
  expect(configurationIn("prod")).toMatchObject({ table: "security-auto", environment: "prod" });
  expect(configurationIn("example")).not.toHaveProperty("environment");
});
