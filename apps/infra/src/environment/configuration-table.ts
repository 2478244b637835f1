import type * as z from "zod";
import { environmentJsonSchema } from "./json-schema";

type Schema = z.core.JSONSchema.BaseSchema;

function defaultOf(key: string, schema: Schema, parent: Schema): string {
  if (parent.required?.includes(key) ?? false) return "required";
  return schema.default === undefined ? "none" : `\`${JSON.stringify(schema.default)}\``;
}

function rows(schema: Schema, parent: string): readonly string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, child]) => {
    if (typeof child === "boolean" || key === "$schema") return [];
    const path = `${parent}${key}`;
    if (child.properties !== undefined) return rows(child, `${path}.`);
    return [`| \`${path}\` | ${defaultOf(key, child, schema)} | ${child.description ?? ""} |`];
  });
}

/** Every setting of an environment file as a Markdown table: key, default, meaning. */
export function configurationTable(): string {
  return ["| key | default | meaning |", "| --- | --- | --- |", ...rows(environmentJsonSchema(), "")].join(
    "\n",
  );
}
