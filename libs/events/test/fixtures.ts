import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";

const fixtureSchema = z.strictObject({
  /** What is particular about the event. */
  about: z.string(),
  event: z.unknown(),
  expect: z.strictObject({
    kind: z.enum(["change", "other", "invalid"]),
    /** Of a change: what it must have; an actor may have more. */
    change: z.optional(z.record(z.string(), z.unknown())),
    /** Of an other: a part of why. */
    why: z.optional(z.string()),
    /** Of an invalid: the paths of its issues. */
    issues: z.optional(z.array(z.string())),
    /** Whether the rule's pattern lets the event through. */
    matches: z.boolean(),
  }),
});

export interface Fixture extends z.infer<typeof fixtureSchema> {
  readonly name: string;
}

const folder = join(__dirname, "fixtures");

/** Every file of `test/fixtures`, by name. */
export const fixtures: readonly Fixture[] = readdirSync(folder)
  .sort()
  .map((file) => ({
    name: file.replace(/\.json$/, ""),
    ...fixtureSchema.parse(JSON.parse(readFileSync(join(folder, file), "utf8"))),
  }));

/** The event of one file of `test/fixtures`, anew with every call. */
export function fixtureEvent(name: string): unknown {
  const fixture = fixtures.find((candidate) => candidate.name === name);
  if (fixture === undefined) throw new Error(`no fixture is named ${name}`);
  return structuredClone(fixture.event);
}
