import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

/** What an earlier release deploys, from the workspace's root: see `npx nx upgrade infra`. */
const RELEASE = join("apps", "infra", "upgrade", "example.template.json");

/** The environment that it is of. */
export const RELEASED_ENVIRONMENT = "example";

const resourceSchema = z.looseObject({
  Type: z.string(),
  Properties: z
    .looseObject({ FunctionName: z.unknown().optional(), Code: z.unknown().optional() })
    .optional(),
});
const templateSchema = z.looseObject({ Resources: z.record(z.string(), resourceSchema) });

type Resource = z.infer<typeof resourceSchema>;

/**
 * Puts the template of an earlier release in place of a stack's. Its functions get the present code, which is in the assembly: what is tried
 * is what becomes of the resources.
 *
 * @param root - the workspace's folder
 */
export function putRelease(root: string, assembly: string, stackName: string): void {
  const file = join(assembly, `${stackName}.template.json`);
  const present = templateSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const release = templateSchema.parse(JSON.parse(readFileSync(join(root, RELEASE), "utf8")));
  const code = new Map(
    Object.values(present.Resources).map(({ Properties }) => [Properties?.FunctionName, Properties?.Code]),
  );
  const withCode = (resource: Resource): Resource =>
    resource.Type === "AWS::Lambda::Function"
      ? {
          ...resource,
          Properties: { ...resource.Properties, Code: code.get(resource.Properties?.FunctionName) },
        }
      : resource;
  const Resources = Object.fromEntries(
    Object.entries(release.Resources).map(([id, resource]) => [id, withCode(resource)]),
  );
  writeFileSync(file, JSON.stringify({ ...release, Resources }));
}
