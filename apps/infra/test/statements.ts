import type { Template } from "aws-cdk-lib/assertions";
import * as z from "zod";

const oneOrMany = z.unknown().transform((value): readonly unknown[] => {
  if (value === undefined) return [];
  const many = z.array(z.unknown()).safeParse(value);
  return many.success ? many.data : [value];
});

const statement = z.looseObject({
  Effect: z.string(),
  Action: oneOrMany,
  Resource: z.optional(z.unknown()).pipe(oneOrMany),
  Principal: z.unknown().optional(),
  Condition: z.unknown().optional(),
});

/** A statement of some policy in a template; action and resource are lists. */
export type TemplateStatement = z.output<typeof statement>;

const document = z.looseObject({ Version: z.literal("2012-10-17"), Statement: z.array(statement) });

function documentsIn(value: unknown): readonly z.output<typeof document>[] {
  const parsed = document.safeParse(value);
  if (parsed.success) return [parsed.data];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(documentsIn) : [];
}

/** Every statement of every policy document, wherever in the template it is. */
export function statementsOf(template: Template): readonly TemplateStatement[] {
  const { Resources: resources } = template.toJSON();
  const busStatements = Object.values(template.findResources("AWS::Events::EventBusPolicy")).map(
    ({ Properties }: { Properties?: { Statement?: unknown } }) => statement.parse(Properties?.Statement),
  );
  return [...documentsIn(resources).flatMap(({ Statement }) => Statement), ...busStatements];
}

/** Those that allow something to some identity: no trust, no resource policy. */
export function permissionsOf(template: Template): readonly TemplateStatement[] {
  return documentsIn(template.findResources("AWS::IAM::Role"))
    .flatMap(({ Statement }) => Statement)
    .filter(({ Effect, Principal }) => Effect === "Allow" && Principal === undefined);
}

const resources = z.record(z.string(), z.looseObject({ Type: z.string() }));

/** The type of every resource, each once. */
export function resourceTypesOf(template: Template): ReadonlySet<string> {
  return new Set(Object.values(resources.parse(template.toJSON()["Resources"])).map(({ Type }) => Type));
}
