import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { environmentJsonSchema } from "./json-schema";
import { loadEnvironment } from "./load-environment";

const ENVIRONMENTS = join(__dirname, "..", "..", "environments");

const files = readdirSync(ENVIRONMENTS).filter(
  (file) => file.endsWith(".json") && !file.includes(".schema."),
);

const read = (file: string): unknown => JSON.parse(readFileSync(join(ENVIRONMENTS, file), "utf8"));

test("the committed schema is the one the code makes; `npx nx schema infra` writes it", () => {
  expect(read("environment.schema.json")).toEqual(JSON.parse(JSON.stringify(environmentJsonSchema())));
});

test("every setting is described", () => {
  const undescribed = Object.entries(environmentJsonSchema().properties ?? {}).filter(
    ([, schema]) => typeof schema === "boolean" || schema.description === undefined,
  );
  expect(undescribed).toEqual([]);
});

test("only what differs from environment to environment is required", () => {
  expect(environmentJsonSchema().required).toEqual(["account", "region", "organizationId", "alertEmails"]);
});

test.each(files)("%s names the schema and is right", (file) => {
  expect(read(file)).toMatchObject({ $schema: "./environment.schema.json" });
  expect(loadEnvironment(ENVIRONMENTS, file.replace(".json", ""))).toMatchObject({ success: true });
});
