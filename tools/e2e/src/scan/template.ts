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

/** Folders of assemblies, in the output of the CDK app, and their member stacks' templates. */
const SYNTHESIZED = [
  { assembly: "cdk.out", member: "member.template.json" },
  // It has what example.json leaves out: roles that write to buckets, and heartbeats.
  { assembly: "environments/enforce", member: "environments/enforce/member.template.json" },
] as const;

/** Every template that `synth` and `synth-enforce` leave: of the assemblies, and the member stacks'. */
export function synthesizedTemplates(root: string): readonly Template[] {
  const output = join(root, "dist", "apps", "infra");
  try {
    return SYNTHESIZED.flatMap(({ assembly, member }) => {
      const central = readdirSync(join(output, assembly))
        .map((file) => `${assembly}/${file}`)
        .filter((file) => file.endsWith(".template.json") && file !== member);
      if (central.length === 0) throw new Error(`no template in ${assembly}`);
      return [...central, member].map((file) => readTemplate(join(output, file)));
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure(`${reason}; "npx nx scan-templates infra" makes the templates`, 2);
  }
}
