import * as z from "zod";
import type { TypeSpecification } from "./specification";

const resourceOutlineSchema = z.strictObject({
  type: z.string(),
  /** The properties whose change replaces it, as the template has them. */
  identity: z.record(z.string(), z.unknown()),
});

/** What of a template decides whether an update keeps what is there, by logical id. */
export const outlineSchema = z.record(z.string(), resourceOutlineSchema);

export type Outline = z.output<typeof outlineSchema>;
export type ResourceOutline = z.output<typeof resourceOutlineSchema>;

const templateSchema = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).optional() }),
  ),
});

/** @throws Error for a type that CloudFormation does not have */
export function outlineOf(template: unknown, specification: ReadonlyMap<string, TypeSpecification>): Outline {
  const { Resources } = templateSchema.parse(template);
  return Object.fromEntries(
    Object.entries(Resources).map(([logicalId, { Type, Properties = {} }]) => {
      const of = specification.get(Type);
      if (of === undefined) throw new Error(`${logicalId}: the CDK CLI's database has no type ${Type}`);
      const identity = Object.entries(Properties).filter(([name]) => of.replacing.has(name));
      return [logicalId, { type: Type, identity: Object.fromEntries(identity) }];
    }),
  );
}

/** What a resource is called in words: its physical name where it has one, and its logical id. */
export function nameOf(logicalId: string, { identity }: ResourceOutline): string {
  const name = Object.entries(identity).find(
    ([property, value]) => /Name$|^Name$/.test(property) && typeof value === "string",
  )?.[1];
  return typeof name === "string" ? `${name} (${logicalId})` : logicalId;
}
