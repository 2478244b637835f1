import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { CONTRACTS } from "./contracts";
import { jsonSchemas } from "./json-schemas";

const contracts = Object.entries(CONTRACTS);
const DOCS = join(__dirname, "../../../docs/schemas");

test.each(contracts)(
  "the example of %s parses, and every key of it is in the schema",
  (_, { schema, example }) => {
    expect(z.parse(schema, example)).toEqual(example);
  },
);

test.each(contracts)("%s of another major version is not read", (_, { schema, example }) => {
  expect(z.safeParse(schema, { ...example, version: "2" }).success).toBe(false);
});

/** The value with one more key in each of its objects, at any depth. */
function withNewKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNewKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inside]) => [key, withNewKeys(inside)] as const);
  return Object.fromEntries([...entries, ["addedLater", "present"]]);
}

test.each(contracts)(
  "keys that a later version adds to %s do not break a reader",
  (_, { schema, example }) => {
    expect(z.safeParse(schema, withNewKeys(example)).error?.issues ?? []).toEqual([]);
  },
);

describe("docs/schemas", () => {
  test.each([...jsonSchemas()])("%s is up to date: `npx nx schemas assessment` writes it", (file, schema) => {
    expect(JSON.parse(readFileSync(join(DOCS, file), "utf8"))).toEqual(JSON.parse(JSON.stringify(schema)));
  });

  test("has a schema of each kind of event, and no others", () => {
    const files = readdirSync(DOCS).filter((file) => file.endsWith(".json"));
    expect(files.sort()).toEqual([...jsonSchemas().keys()].sort());
  });

  test("allow keys that they do not name, at any depth", () => {
    expect(JSON.stringify([...jsonSchemas().values()])).not.toContain('"additionalProperties":false');
  });
});
