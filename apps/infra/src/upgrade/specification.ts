import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import * as z from "zod";

/** What CloudFormation says of a resource type. */
export interface TypeSpecification {
  /** Properties whose change makes another resource in place of the one that is there. */
  readonly replacing: ReadonlySet<string>;
}

const databaseSchema = z.object({
  schema: z.object({
    resource: z.object({
      entities: z.array(
        z.object({
          cloudFormationType: z.string(),
          properties: z.record(z.string(), z.object({ causesReplacement: z.string().optional() })),
        }),
      ),
    }),
  }),
});

/**
 * Every resource type, from the database by which `cdk diff` tells what is replaced. The CDK CLI brings it along.
 *
 * @throws ZodError where another version of the CLI has it in another form
 */
export function readSpecification(): ReadonlyMap<string, TypeSpecification> {
  const cli = dirname(createRequire(join(process.cwd(), "package.json")).resolve("aws-cdk/package.json"));
  const database: unknown = JSON.parse(gunzipSync(readFileSync(join(cli, "db.json.gz"))).toString("utf8"));
  const { entities } = databaseSchema.parse(database).schema.resource;
  return new Map(
    entities.map(({ cloudFormationType, properties }) => [
      cloudFormationType,
      {
        replacing: new Set(
          Object.entries(properties).flatMap(([name, { causesReplacement = "no" }]) =>
            causesReplacement === "no" ? [] : [name],
          ),
        ),
      },
    ]),
  );
}
