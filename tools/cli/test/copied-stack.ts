import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
}

/** Changes the resources of a copied assembly, each with its logical id. */
export function changeResources(
  assembly: string,
  change: (resources: readonly (readonly [string, Resource])[]) => void,
): void {
  for (const name of readdirSync(assembly).filter((file) => file.endsWith(".template.json"))) {
    const file = join(assembly, name);
    const template = JSON.parse(readFileSync(file, "utf8")) as Template;
    change(Object.entries(template.Resources));
    writeFileSync(file, JSON.stringify(template));
  }
}

/** Has the rules of a copied assembly run none of these functions, by a queue or without one. */
export function takeOut(assembly: string, isOut: (functionName: string) => boolean): void {
  changeResources(assembly, (resources) => {
    const ofType = (type: string) => resources.filter(([, { Type }]) => Type === type);
    const functions = ofType("AWS::Lambda::Function")
      .filter(([, { Properties }]) => isOut(String(Properties["FunctionName"])))
      .map(([id]) => id);
    const queues = ofType("AWS::Lambda::EventSourceMapping")
      .filter(([, { Properties }]) => isOneOf(functions, Properties["FunctionName"]))
      .map(([, { Properties }]) => idIn(Properties["EventSourceArn"]));
    for (const [, { Properties }] of ofType("AWS::Events::Rule")) {
      const targets = Properties["Targets"] as readonly { readonly Arn: unknown }[];
      Properties["Targets"] = targets.filter(({ Arn }) => !isOneOf([...functions, ...queues], Arn));
    }
  });
}

const isOneOf = (ids: readonly (string | undefined)[], arn: unknown): boolean => {
  const id = idIn(arn);
  return id !== undefined && ids.includes(id);
};

/** The logical id of the resource whose ARN this is. */
function idIn(arn: unknown): string | undefined {
  const { "Fn::GetAtt": [id] = [] } = arn as { readonly "Fn::GetAtt"?: readonly string[] };
  return id;
}
