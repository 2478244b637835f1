import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Failure } from "../failure";

/** A synthesized template. */
export interface Template {
  readonly path: string;
  /** Type of each resource, by its logical id. */
  readonly types: ReadonlyMap<string, string>;
}

const shape = z.object({ Resources: z.record(z.string(), z.object({ Type: z.string() })) });

function readTemplate(path: string): Template {
  const { Resources } = shape.parse(JSON.parse(readFileSync(path, "utf8")));
  return { path, types: new Map(Object.entries(Resources).map(([id, { Type }]) => [id, Type])) };
}

/** Every template that `synth` leaves: of the assembly, and the member stack's. */
export function synthesizedTemplates(root: string): readonly Template[] {
  const output = join(root, "dist", "apps", "infra");
  try {
    const assembly = readdirSync(join(output, "cdk.out"))
      .filter((file) => file.endsWith(".template.json"))
      .map((file) => join(output, "cdk.out", file));
    if (assembly.length === 0) throw new Error("no template in the assembly");
    return [...assembly, join(output, "member.template.json")].map(readTemplate);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure(`${reason}; "npx nx synth infra" makes the templates`, 2);
  }
}
